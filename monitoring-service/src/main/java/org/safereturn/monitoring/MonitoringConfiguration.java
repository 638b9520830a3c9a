package org.safereturn.monitoring;

import java.time.Clock;
import java.util.List;

import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.MessagingProperties;
import org.safereturn.messaging.keys.MinistryKeys;
import org.safereturn.messaging.signing.Verifier;
import org.safereturn.messaging.wire.EventCodec;
import org.safereturn.messaging.wire.KafkaConnection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** Wires the view; the only place with the system's clock. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MonitoringSettings.class)
class MonitoringConfiguration {

    @Bean
    Countries countries(ResourceLoader loader, MonitoringSettings settings) {
        return Countries.load(loader, settings.countryProfiles());
    }

    @Bean
    SmallCells smallCells(Countries countries, MonitoringSettings settings) {
        return new SmallCells(settings.smallCellsAgreedBy().containsAll(countries.codes()));
    }

    /** Under this name the framework asks it for the language of templates, too. */
    @Bean
    LocaleContextResolver localeContextResolver() {
        return new PageLanguage();
    }

    @Bean
    LiveView liveView(Views views) {
        return new LiveView(views);
    }

    @Bean
    Ticker ticker() {
        return new Ticker();
    }

    @Bean
    MonitoringHandler monitoringHandler(LiveView view, Ticker ticker) {
        return new MonitoringHandler(view::apply, ticker::add);
    }

    @Bean
    FiguresFeed figuresFeed(Views views, LiveView live, Countries countries, SmallCells smallCells,
            MonitoringSettings settings) {
        return new FiguresFeed(views, live, countries, smallCells, settings.zone(), settings.refresh(),
                Clock.systemUTC());
    }

    @Bean
    Listeners listeners(MonitoringSettings settings) {
        return new Listeners(settings.mostListeners(), settings.mostListenersPerCaller(), settings.longestStream(),
                Clock.systemUTC());
    }

    @Bean
    History history(MessagingProperties messaging, MinistryKeys keys, TopicCatalogue catalogue, Verifier verifier,
            EventCodec codec, KafkaConnection connection) {
        List<String> countries = messaging.countries().isEmpty() ? keys.ministries() : messaging.countries();
        CheckedReading reading = new CheckedReading(catalogue, verifier, codec, messaging.inbox().largestRecord());
        return new KafkaHistory(connection,
                catalogue.subscriptions(messaging.service(), messaging.country(), countries), reading);
    }

    @Bean
    Rebuild rebuild(Views views, LiveView live, History history) {
        return new Rebuild(views, live, history, Clock.systemUTC());
    }
}
