package se.rond.reliability.loaded;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Takes a guard out of a class while it is loaded: a test of a test asks whether somebody would
 * notice. The class on disk has no hook for this and stays as it is.
 *
 * <p>A cut that finds nothing to cut fails, so that none becomes void when the code moves on.
 */
public final class Cut {

  private final String className;
  private final UnaryOperator<byte[]> surgery;

  private interface Change {
    ClassTransform with(AtomicInteger cuts);
  }

  private Cut(String className, UnaryOperator<byte[]> surgery) {
    this.className = className;
    this.surgery = surgery;
  }

  private Cut(String className, String what, Change change) {
    this(className, original -> changed(className, what, original, change));
  }

  /** The method always returns true. */
  public static Cut alwaysTrue(String className, String method) {
    return new Cut(
        className,
        method,
        cuts ->
            (builder, element) -> {
              if (element instanceof MethodModel one && one.methodName().equalsString(method)) {
                cuts.incrementAndGet();
                builder.transformMethod(
                    one,
                    (methodBuilder, part) -> {
                      if (part instanceof CodeModel) {
                        methodBuilder.withCode(code -> code.iconst_1().ireturn());
                      } else {
                        methodBuilder.with(part);
                      }
                    });
              } else {
                builder.with(element);
              }
            });
  }

  /** Another text stands where {@code part} stood in the texts of the class, as in its SQL. */
  public static Cut text(String className, String part, String instead) {
    return inCode(
        className,
        part,
        (code, element, cut) -> {
          if (element instanceof ConstantInstruction constant
              && constant.constantValue() instanceof String text
              && text.contains(part)) {
            cut.run();
            code.loadConstant(text.replace(part, instead));
          } else {
            code.with(element);
          }
        });
  }

  /** The same with several texts, each of which has to be there. */
  public static Cut texts(String className, Map<String, String> instead) {
    return instead.entrySet().stream()
        .map(one -> text(className, one.getKey(), one.getValue()))
        .reduce(Cut::and)
        .orElseThrow();
  }

  /** Both, one after the other, of the same class. */
  public Cut and(Cut other) {
    return new Cut(className, original -> other.applyTo(applyTo(original)));
  }

  /** Whoever compares a value of that type in the class is told that it is equal. */
  public static Cut alwaysEqual(String className, String type) {
    return inCode(
        className,
        type + ".equals",
        (code, element, cut) -> {
          if (element instanceof InvokeInstruction call
              && call.opcode() == Opcode.INVOKEVIRTUAL
              && call.owner().asInternalName().equals(type.replace('.', '/'))
              && call.name().equalsString("equals")) {
            cut.run();
            code.pop2().iconst_1();
          } else {
            code.with(element);
          }
        });
  }

  private interface CodeChange {
    void accept(CodeBuilder code, CodeElement element, Runnable cut);
  }

  private static Cut inCode(String className, String what, CodeChange change) {
    return new Cut(
        className,
        what,
        cuts ->
            ClassTransform.transformingMethodBodies(
                (CodeTransform)
                    (code, element) -> change.accept(code, element, cuts::incrementAndGet)));
  }

  String className() {
    return className;
  }

  byte[] applyTo(byte[] original) {
    return surgery.apply(original);
  }

  private static byte[] changed(String className, String what, byte[] original, Change change) {
    var cuts = new AtomicInteger();
    var file = ClassFile.of();
    var changed = file.transformClass(file.parse(original), change.with(cuts));
    if (cuts.get() == 0) {
      throw new IllegalStateException(
          "Expected to cut " + what + " out of " + className + ", but it is not there");
    }
    return changed;
  }
}
