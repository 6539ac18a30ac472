package io.reprise.stages.onednn;

/** A function as a layer of its own. */
record FunctionLayer(long[] outputSizes, Function function) implements ChainLayer {

  @Override
  public Op addTo(Program program, Op input) {
    Tensor output = program.tensor(input.output().layout());
    function.addForward(program, input.output(), output);
    return new FunctionOp(program, input, output);
  }

  private final class FunctionOp extends Op {

    private final Program program;
    private final Op input;
    private boolean released;

    private FunctionOp(Program program, Op input, Tensor output) {
      super(program, output);
      this.program = program;
      this.input = input;
    }

    @Override
    void addBackward(boolean intoInput) {
      if (!intoInput) {
        return;
      }
      Function back = released ? Function.identity() : function;
      back.addBackward(
          program, back.isFusable() ? output() : input.output(), gradient(), input.gradient());
    }

    @Override
    boolean releaseRelu() {
      released = function.isRelu();
      return released;
    }
  }
}
