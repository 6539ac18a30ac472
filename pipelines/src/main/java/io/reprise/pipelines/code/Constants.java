package io.reprise.pipelines.code;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Follows a method's code with the last two constants in mind, and tells of every call. */
final class Constants extends MethodVisitor {

  private final ResourceLookups lookUps;
  private @Nullable Object secondLast;
  private @Nullable Object last;

  /** Whether the stack's top was a class loader before the constants were pushed. */
  private boolean loader;

  Constants(ResourceLookups lookUps) {
    super(Opcodes.ASM9);
    this.lookUps = lookUps;
  }

  private void push(@Nullable Object constant) {
    secondLast = last;
    last = constant;
  }

  /** Whatever else stands between the constants and the call, they may be of something else. */
  private void forget() {
    if (loader) {
      lookUps.escaped();
    }
    loader = false;
    secondLast = null;
    last = null;
  }

  @Override
  public void visitLdcInsn(Object value) {
    push(value);
    if (value instanceof Handle method) {
      lookUps.referred(method);
    } else if (value instanceof ConstantDynamic dynamic) {
      lookUps.linked(dynamic.getBootstrapMethod());
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    lookUps.called(owner, name, descriptor, secondLast, last);
    loader &= !ResourceLookups.isLookUp(name, descriptor);
    forget();
    loader = ResourceLookups.givesLoader(descriptor);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    lookUps.linked(bootstrap);
    for (Object argument : arguments) {
      if (argument instanceof Handle method) {
        lookUps.referred(method);
      }
    }
    forget();
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.POP) {
      loader = false; // not used after all
    }
    forget();
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    forget();
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    forget();
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    forget();
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    forget();
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    forget();
  }

  /** Code may jump here with other constants. */
  @Override
  public void visitLabel(Label label) {
    forget();
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    forget();
  }
}
