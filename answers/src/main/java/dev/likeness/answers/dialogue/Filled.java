package dev.likeness.answers.dialogue;

import java.time.Instant;
import java.util.Map;

/**
 * A form that was filled in and confirmed.
 *
 * @param id of the record
 * @param form its name
 * @param dialogue in which it was filled in
 * @param values by the fields' names, in their order; without secrets
 */
public record Filled(
    String id, String form, String dialogue, Instant at, Map<String, String> values) {}
