package org.safereturn.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down who guesses passwords and secrets: after some failures an address waits before it may try the same user
 * again, and after many before it may try any. Who gives the right password in time is not hindered, and nobody can lock
 * an officer out from another address.
 *
 * <p>Assertions signed with a key do not count. It does not protect against guessing from many addresses at once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FailedSignIns extends OncePerRequestFilter {

    static final int PER_USER = 10;
    static final int PER_ADDRESS = 60;

    private static final Duration REFILL = Duration.ofMinutes(10);
    private static final int REMEMBERED = 20_000;
    private static final String TOKEN = "/oauth2/token";
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Cache<String, Bucket> failures =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(REFILL).build();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod()) || !(isLogin(request) || TOKEN.equals(request.getRequestURI()))
                || showsAssertion(request);
    }

    /** A signed assertion and nothing that could be guessed: nobody finds a key by trying. */
    private static boolean showsAssertion(HttpServletRequest request) {
        return ASSERTION_TYPE.equals(request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION_TYPE))
                && request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null
                && request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) == null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Bucket address = bucket(request.getRemoteAddr(), PER_ADDRESS);
        String name = isLogin(request) ? request.getParameter("username") : request.getHeader(HttpHeaders.AUTHORIZATION);
        Bucket user = bucket(request.getRemoteAddr() + " " + (name == null ? "" : name.hashCode()), PER_USER);
        long wait = Math.max(wait(address), wait(user));
        if (wait > 0) {
            response.setStatus(429);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getWriter().write(text(wait));
            return;
        }
        chain.doFilter(request, response);
        if (failed(request, response)) {
            address.tryConsume(1);
            user.tryConsume(1);
        }
    }

    private static String text(long seconds) {
        return """
                Too many failed sign-ins. Wait %1$d seconds and try again.
                ការចូលប្រើមិនបានសម្រេចច្រើនដងពេក។ សូមរង់ចាំ %1$d វិនាទី រួចព្យាយាមម្ដងទៀត។
                ลงชื่อเข้าใช้ไม่สำเร็จหลายครั้งเกินไป โปรดรอ %1$d วินาทีแล้วลองใหม่
                """.formatted(seconds);
    }

    private static boolean isLogin(HttpServletRequest request) {
        return LoginPage.PATH.equals(request.getRequestURI());
    }

    private static boolean failed(HttpServletRequest request, HttpServletResponse response) {
        String location = response.getHeader(HttpHeaders.LOCATION);
        return isLogin(request)
                ? location != null && location.endsWith(LoginPage.PATH + "?error")
                : response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED;
    }

    private Bucket bucket(String key, int most) {
        return failures.get(key, _ -> Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, REFILL)).build());
    }

    /** Seconds until another failure is allowed; none when one is. */
    private static long wait(Bucket bucket) {
        return TimeUnit.NANOSECONDS.toSeconds(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill() + 999_999_999);
    }
}
