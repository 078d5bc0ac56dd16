import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleResolutionAttribute;
import java.util.EnumSet;
import java.util.Set;
import jdk.tools.jlink.plugin.Plugin;
import jdk.tools.jlink.plugin.ResourcePool;
import jdk.tools.jlink.plugin.ResourcePoolBuilder;
import jdk.tools.jlink.plugin.ResourcePoolEntry;

/**
 * Takes the note off the module of the Vector API that it incubates. The JVM keeps the modules of a
 * program in its quick-start cache, and with them linked classes and lambdas, only where none
 * carries that note (java.lang.module, ModuleBootstrap). The API itself is the same.
 */
final class SettledVectors implements Plugin {
  @Override
  public String getName() {
    return "settled-vectors";
  }

  /** Early, for the table of modules that the JVM starts from is made of what is there then. */
  @Override
  public Category getType() {
    return Category.FILTER;
  }

  @Override
  public Set<State> getState() {
    return EnumSet.of(State.AUTO_ENABLED, State.FUNCTIONAL);
  }

  @Override
  public boolean hasArguments() {
    return false;
  }

  @Override
  public ResourcePool transform(ResourcePool in, ResourcePoolBuilder out) {
    in.transformAndCopy(SettledVectors::settle, out);
    return out.build();
  }

  private static ResourcePoolEntry settle(ResourcePoolEntry entry) {
    if (!entry.path().equals("/jdk.incubator.vector/module-info.class")) {
      return entry;
    }
    ClassFile classFile = ClassFile.of();
    return entry.copyWithContent(
        classFile.transformClass(
            classFile.parse(entry.contentBytes()),
            ClassTransform.dropping(ModuleResolutionAttribute.class::isInstance)));
  }
}
