package dev.likeness.studio;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What can be counted, in Prometheus' text form (0.0.4). Numbers only, of nobody in particular.
 * Thread-safe.
 */
final class Metrics implements Filter {
  private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
  private final LongAdder nanos = new LongAdder();

  @Override
  public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
    long begun = System.nanoTime();
    res.whenSent(
        () -> {
          answers.computeIfAbsent(res.status().code() / 100, k -> new LongAdder()).increment();
          nanos.add(System.nanoTime() - begun);
        });
    chain.proceed();
  }

  /** All of it. */
  String text(Database db, int listeners) {
    StringBuilder b = new StringBuilder();
    head(b, "likeness_orders", "gauge", "Orders by state.");
    counts(db, "orders")
        .forEach((s, n) -> b.append("likeness_orders{state=\"%s\"} %d\n".formatted(s, n)));
    head(b, "likeness_checks", "gauge", "Files to verify by state.");
    counts(db, "checks")
        .forEach((s, n) -> b.append("likeness_checks{state=\"%s\"} %d\n".formatted(s, n)));
    head(b, "likeness_runs", "gauge", "Training runs by state.");
    counts(db, "runs")
        .forEach((s, n) -> b.append("likeness_runs{state=\"%s\"} %d\n".formatted(s, n)));
    head(b, "likeness_listeners", "gauge", "Pages that hear of events.");
    b.append("likeness_listeners %d\n".formatted(listeners));
    head(b, "likeness_http_answers_total", "counter", "Answers by class of status.");
    answers.forEach(
        (k, n) ->
            b.append("likeness_http_answers_total{class=\"%dxx\"} %d\n".formatted(k, n.sum())));
    head(b, "likeness_http_seconds_total", "counter", "Time spent answering.");
    b.append(String.format(Locale.ROOT, "likeness_http_seconds_total %.3f\n", nanos.sum() / 1e9));
    head(b, "jvm_memory_used_bytes", "gauge", "Heap in use.");
    b.append(
        "jvm_memory_used_bytes{area=\"heap\"} %d\n"
            .formatted(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()));
    head(b, "process_uptime_seconds", "gauge", "Since the studio was started.");
    b.append(
        String.format(
            Locale.ROOT,
            "process_uptime_seconds %.1f\n",
            ManagementFactory.getRuntimeMXBean().getUptime() / 1e3));
    return b.toString();
  }

  private static void head(StringBuilder b, String name, String type, String help) {
    b.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
  }

  private static Map<String, Long> counts(Database db, String table) {
    return db.get(
        h ->
            h
                .createQuery("SELECT state, COUNT(*) AS n FROM " + table + " GROUP BY state")
                .map((r, c) -> Map.entry(r.getString("state"), r.getLong("n")))
                .list()
                .stream()
                .collect(
                    java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
