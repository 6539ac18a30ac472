import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** How fast Java makes SHA-256 of bytes in memory, which bounds who reads all of a dataset. */
public final class Sha256Bench {

  private static final int BLOCK = 1 << 20;
  private static final int BLOCKS = 2000;
  private static final int RUNS = 3;

  private Sha256Bench() {}

  /** Prints a line of JSON for each run; the first is not warm. */
  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    byte[] block = new byte[BLOCK];
    for (int run = 0; run < RUNS; run++) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long start = System.nanoTime();
      for (int i = 0; i < BLOCKS; i++) {
        digest.update(block);
      }
      digest.digest();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "{\"benchmark\": \"sha256\", \"megabytesPerSecond\": %.0f}%n",
          (double) BLOCK * BLOCKS / 1e6 / seconds);
    }
  }
}
