// Keeps what is typed into a form on the server, every few seconds while it changes. Nothing is kept in the browser.
(() => {
  const form = document.querySelector('form[data-every]');
  if (!form) {
    return;
  }
  const kept = document.getElementById('kept');
  const lost = document.getElementById('lost');
  const typed = () => {
    const all = new URLSearchParams(new FormData(form));
    all.set('step', 'keep');
    return all.toString();
  };
  let last = typed();
  let asking = null;
  let sent = false;

  const say = (good, text) => {
    kept.textContent = good ? text : '';
    lost.textContent = good ? '' : text;
  };

  const keep = async () => {
    const now = typed();
    if (sent || asking || now === last) {
      return;
    }
    asking = new AbortController();
    const patience = setTimeout(() => asking.abort(), 8000);
    try {
      const answer = await fetch(form.action, {
        method: 'POST', body: now, redirect: 'error', signal: asking.signal,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
      if (answer.ok) {
        last = now;
        say(true, await answer.text());
      } else {
        say(false, answer.status === 413 ? await answer.text() : form.dataset.lost);
      }
    } catch {
      if (!sent) {
        say(false, form.dataset.lost);
      }
    } finally {
      clearTimeout(patience);
      asking = null;
    }
  };

  form.addEventListener('submit', () => {
    sent = true;
    asking?.abort();
  });
  addEventListener('pageshow', () => {
    sent = false;
  });
  document.addEventListener('visibilitychange', () => document.hidden && keep());
  setInterval(keep, Number(form.dataset.every));
})();
