package org.safereturn.identity;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class FailedSignInsTest {

    private static final FilterChain WRONG = (_, response) ->
            ((HttpServletResponse) response).sendRedirect("/login?error");
    private static final FilterChain RIGHT = (_, response) -> ((HttpServletResponse) response).sendRedirect("/");

    private static final FilterChain REFUSED = (_, response) -> ((HttpServletResponse) response).setStatus(401);

    private final FailedSignIns filter = new FailedSignIns();

    @Test
    void who_guesses_a_password_waits_even_with_the_right_one() throws Exception {
        for (int number = 0; number < FailedSignIns.PER_USER; number++) {
            assertThat(login("10.0.0.1", "kh-intake-1", WRONG).getStatus()).isEqualTo(302);
        }
        MockHttpServletResponse answer = login("10.0.0.1", "kh-intake-1", RIGHT);
        assertThat(answer.getStatus()).isEqualTo(429);
        assertThat(Long.parseLong(String.valueOf(answer.getHeader("Retry-After")))).isBetween(1L, 61L);
        assertThat(answer.getContentAsString()).contains("Wait", "វិនាទី", "วินาที");
    }

    @Test
    void nobody_is_locked_out_from_another_address() throws Exception {
        for (int number = 0; number < FailedSignIns.PER_USER; number++) {
            login("10.0.0.1", "kh-intake-1", WRONG);
        }
        assertThat(login("10.0.0.2", "kh-intake-1", RIGHT).getStatus()).isEqualTo(302);
        assertThat(login("10.0.0.1", "kh-intake-2", RIGHT).getStatus()).isEqualTo(302);
    }

    @Test
    void who_tries_many_users_waits_too() throws Exception {
        for (int number = 0; number < FailedSignIns.PER_ADDRESS; number++) {
            login("10.0.0.1", "kh-user-" + number, WRONG);
        }
        assertThat(login("10.0.0.1", "kh-another", RIGHT).getStatus()).isEqualTo(429);
    }

    @Test
    void right_passwords_are_not_counted() throws Exception {
        for (int number = 0; number < 200; number++) {
            assertThat(login("10.0.0.1", "kh-intake-1", RIGHT).getStatus()).isEqualTo(302);
        }
    }

    @Test
    void who_guesses_the_secret_of_a_system_waits() throws Exception {
        for (int number = 0; number < FailedSignIns.PER_ADDRESS; number++) {
            assertThat(token("guess-" + number, REFUSED).getStatus()).isEqualTo(401);
        }
        assertThat(token("another", REFUSED).getStatus()).isEqualTo(429);
    }

    @Test
    void a_system_whose_assertions_are_refused_hinders_nobody_at_its_address() throws Exception {
        for (int number = 0; number < 2 * FailedSignIns.PER_ADDRESS; number++) {
            assertThat(send("10.0.0.1", assertion(), REFUSED).getStatus()).isEqualTo(401);
        }
        assertThat(login("10.0.0.1", "kh-intake-1", RIGHT).getStatus()).isEqualTo(302);
    }

    @Test
    void an_assertion_beside_a_secret_hides_no_guess() throws Exception {
        MockHttpServletRequest header = assertion();
        header.addHeader("Authorization", "Basic Z3Vlc3M6Z3Vlc3M=");
        MockHttpServletRequest parameter = assertion();
        parameter.setParameter("client_secret", "guess");
        for (MockHttpServletRequest guess : List.of(header, parameter)) {
            for (int number = 0; number < FailedSignIns.PER_USER; number++) {
                send("10.0.0.1", guess, REFUSED);
            }
            assertThat(send("10.0.0.1", guess, REFUSED).getStatus()).isEqualTo(429);
        }
    }

    private static MockHttpServletRequest assertion() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
        request.setParameter("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        request.setParameter("client_assertion", "a.b.c");
        return request;
    }

    private MockHttpServletResponse login(String address, String user, FilterChain chain)
            throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
        request.setParameter("username", user);
        return send(address, request, chain);
    }

    private MockHttpServletResponse token(String secret, FilterChain chain) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
        request.addHeader("Authorization", "Basic " + secret);
        return send("10.0.0.1", request, chain);
    }

    private MockHttpServletResponse send(String address, MockHttpServletRequest request, FilterChain chain)
            throws ServletException, IOException {
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }
}
