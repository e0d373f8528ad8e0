package dev.gatehouse.token.verify;

/** What reading the demands of a query gave. */
sealed interface DemandsReading permits Demands, DemandsReading.MalformedDemands {
    /** @param reason safe to show */
    record MalformedDemands(String reason) implements DemandsReading {}
}
