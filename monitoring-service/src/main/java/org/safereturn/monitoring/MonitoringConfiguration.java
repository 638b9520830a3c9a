package org.safereturn.monitoring;

import java.time.Clock;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

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
        return new Listeners(settings.mostListeners());
    }

    @Bean
    Rebuild rebuild(Views views, LiveView live, History history) {
        return new Rebuild(views, live, history, Clock.systemUTC());
    }
}
