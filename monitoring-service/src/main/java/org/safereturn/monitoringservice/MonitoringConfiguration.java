package org.safereturn.monitoringservice;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.safereturn.events.TopicCatalogue;
import org.safereturn.messaging.MessagingProperties;
import org.safereturn.monitoringservice.disclosure.Publications;
import org.safereturn.monitoringservice.figures.Countries;
import org.safereturn.monitoringservice.figures.FiguresFeed;
import org.safereturn.monitoringservice.fold.MonitoringHandler;
import org.safereturn.monitoringservice.fold.Views;
import org.safereturn.monitoringservice.page.Listeners;
import org.safereturn.monitoringservice.page.MonitoringSettings;
import org.safereturn.monitoringservice.page.PageLanguage;
import org.safereturn.monitoringservice.page.Readers;
import org.safereturn.monitoringservice.page.Ticker;
import org.safereturn.monitoringservice.store.LiveView;
import org.safereturn.monitoringservice.store.UpdateQueue;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.server.i18n.LocaleContextResolver;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Wires figures, handler and page. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MonitoringSettings.class)
class MonitoringConfiguration {

    private static final Duration FOLLOWED = Duration.ofSeconds(5);

    @Bean
    Countries countries(ResourceLoader loader, MonitoringSettings settings) {
        return Countries.load(loader, settings.countryProfiles());
    }

    @Bean
    Readers readers(Countries countries, MonitoringSettings settings) {
        Optional<Duration> every = Optional.ofNullable(settings.publishEvery());
        return new Readers(countries.codes(), countries.joint(smallCellsShown(countries, settings), every),
                countries.outside(every));
    }

    private static boolean smallCellsShown(Countries countries, MonitoringSettings settings) {
        return settings.smallCellsAgreedBy().containsAll(countries.codes());
    }

    /** Under this name the framework asks it for the language of templates, too. */
    @Bean
    LocaleContextResolver localeContextResolver() {
        return new PageLanguage();
    }

    @Bean
    Ticker ticker() {
        return new Ticker();
    }

    @Bean
    MonitoringHandler monitoringHandler(TopicCatalogue catalogue, MessagingProperties messaging, LiveView view,
            Ticker ticker) {
        return new MonitoringHandler(catalogue, messaging.service(), new UpdateQueue(view::apply, ticker::add)::add);
    }

    @Bean
    FiguresFeed figuresFeed(Views views, LiveView live, Publications publications, Countries countries,
            MonitoringSettings settings, Clock clock) {
        return new FiguresFeed(views, live, publications, countries.scope(settings.zone()),
                smallCellsShown(countries, settings), settings.refresh(), clock);
    }

    /** Reads the view at once and follows the changes also while nobody looks, so that whoever comes waits for few of them. */
    @Bean(destroyMethod = "dispose")
    Disposable following(FiguresFeed figures) {
        return Flux.interval(Duration.ZERO, FOLLOWED).onBackpressureDrop()
                // A store that is away is asked again.
                .concatMap(_ -> figures.follow().onErrorComplete(), 1).subscribe();
    }

    @Bean
    Listeners listeners(MonitoringSettings settings, Clock clock) {
        return new Listeners(settings.mostListeners(), settings.mostListenersPerCaller(), settings.longestStream(),
                settings.heartbeat(), clock);
    }
}
