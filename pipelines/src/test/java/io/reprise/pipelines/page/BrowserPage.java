package io.reprise.pipelines.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium, without a window, for tests that look at pages; one for all tests of a JVM, in
 * which it ends. Tests are skipped, and say so, where there is none.
 */
public final class BrowserPage implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final ChromeDriver driver;

  /** Starts it when it is first asked for. */
  private static final class OfThisJvm {
    private static final ChromeDriver DRIVER = started();
  }

  private BrowserPage(ChromeDriver driver) {
    this.driver = driver;
  }

  /** As if it had just been started; or skips the tests of the class. */
  public static BrowserPage start() {
    boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!there) {
      System.err.println("SKIPPED: no page is looked at; apt-get install chromium chromium-driver");
    }
    assumeTrue(there, "no " + CHROMIUM + " and " + DRIVER);
    BrowserPage page = new BrowserPage(OfThisJvm.DRIVER);
    page.close();
    return page;
  }

  private static ChromeDriver started() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync"); // its folder is one of the driver's, which takes it away
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    ChromeDriver driver = new ChromeDriver(service, options);
    Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
    return driver;
  }

  /** Opens a page in a window of this width, and waits until all its charts are drawn. */
  public void open(Path file, int width) {
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.manage().logs().get(LogType.BROWSER);
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    driver.get(file.toUri().toString());
    waitFor("return document.documentElement.dataset.ready === 'true'");
  }

  /** Waits until a script returns true. */
  public void waitFor(String script, Object... arguments) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!Boolean.TRUE.equals(run(script, arguments))) {
      assertThat(System.nanoTime()).as("time for: %s; %s", script, console()).isLessThan(deadline);
    }
  }

  private List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What a script returns. */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Light or dark, as if the system said so. */
  public void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Where the reader is: {@code Asia/Kolkata}. */
  public void timeZone(String id) {
    driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", id));
  }

  /** The page as PDF. */
  public byte[] print() {
    Object data =
        driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true)).get("data");
    return Base64.getDecoder().decode(Objects.requireNonNull(data).toString());
  }

  /** No error in the console, and nothing asked for but the page itself. */
  public void assertQuiet() {
    assertThat(console()).isEmpty();
    List<String> requests =
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(LogEntry::getMessage)
            .filter(message -> message.contains("\"Network.requestWillBeSent\""))
            .filter(message -> !message.contains("\"url\":\"data:"))
            // Of the browser's own first page, where that was still loading.
            .filter(message -> !message.contains("\"documentURL\":\"chrome://"))
            .toList();
    assertThat(requests).hasSize(1).allMatch(message -> message.contains("\"url\":\"file://"));
  }

  /** Each chart of the page has something drawn in it. */
  public void assertChartsDrawn(int charts) {
    Object marks =
        run(
            "return [...document.querySelectorAll('.chart-box')].map(b =>"
                + " b.querySelectorAll('svg path').length > 3 ? 1 : b.querySelector('canvas') ? 1 : 0)");
    assertThat((List<?>) marks).hasSize(charts).allMatch(Long.valueOf(1)::equals);
  }

  /** The page is no wider than its window. */
  public void assertNoSidewaysScrolling() {
    Object widest =
        run(
            "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) -"
                + " document.documentElement.clientWidth");
    assertThat((Long) widest).isLessThanOrEqualTo(0);
  }

  /** A picture of what is in the window. */
  public void screenshot(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Leaves nothing of what was set for the next one. */
  @Override
  public void close() {
    driver.get("about:blank"); // at first, this ends the browser's own page
    prefer("");
    timeZone("");
  }
}
