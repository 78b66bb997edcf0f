package digest.mail;

import digest.delivery.Plate.Place;

/**
 * The first place where a filled plate does not say what the full rendering says.
 *
 * @param part TEXT or HTML
 * @param line of the decoded part, from 1
 * @param plate what the plate has there, a few words of that line
 * @param full what the full rendering has there
 */
public record Difference(Place part, int line, String plate, String full) {}
