package io.reprise.stages.png;

/**
 * The printable characters of ASCII as 5 x 7 dots, the shapes that character displays have; any
 * other is a box.
 */
public final class Letters {

  /** Dots across a letter. */
  public static final int WIDTH = 5;

  /** Dots down a letter, those below the line included. */
  public static final int HEIGHT = 8;

  /** Dots from a letter to the next. */
  public static final int ADVANCE = 6;

  private static final int FIRST = 0x20;
  private static final int LAST = 0x7E;
  private static final int BOX = 0x7F;
  private static final int HEXADECIMAL = 16;

  /** Column by column, each two hexadecimal digits whose lowest bit is the top dot. */
  private static final String COLUMNS =
      "000000000000005F00000007000700147F147F14242A7F2A12231308646236495620500005030000"
          + "001C2241000041221C0014083E081408083E08080050300000080808080800606000002010080402"
          + "3E5149453E00427F400042615149462141454B311814127F1027454545393C4A4949300171090503"
          + "3649494936064949291E003636000000563600000814224100141414141400412214080201510906"
          + "324979413E7E1111117E7F494949363E414141227F4141221C7F494949417F090909013E4149497A"
          + "7F0808087F00417F41002040413F017F081422417F404040407F020C027F7F0408107F3E4141413E"
          + "7F090909063E4151215E7F09192946464949493101017F01013F4040403F1F2040201F3F4038403F"
          + "631408146307087008076151494543007F41410002040810200041417F0004020102044040404040"
          + "000102040020545454787F484444383844444420384444487F3854545418087E0901020C5252523E"
          + "7F0804047800447D40002040443D007F1028440000417F40007C041804787C080404783844444438"
          + "7C14141408081414187C7C080404084854545420043F4440203C4040207C1C2040201C3C4030403C"
          + "44281028440C5050503C4464544C44000836410000007F000000413608001008081008";

  private Letters() {}

  /** How many letters fit into so many dots. */
  public static int fitting(int dots) {
    return Math.max(0, (dots + ADVANCE - WIDTH) / ADVANCE);
  }

  static boolean isSet(int codePoint, int column, int row) {
    return (bits(codePoint, column) >> row & 1) == 1;
  }

  private static int bits(int codePoint, int column) {
    if (codePoint < FIRST || codePoint > LAST) {
      return column == 0 || column == WIDTH - 1 ? BOX : 1 | 1 << 6;
    }
    int at = 2 * ((codePoint - FIRST) * WIDTH + column);
    return Integer.parseInt(COLUMNS, at, at + 2, HEXADECIMAL);
  }
}
