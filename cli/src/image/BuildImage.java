import static java.lang.classfile.ClassFile.JAVA_8_VERSION;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.tools.jlink.internal.PluginRepository;

/**
 * Puts the self-contained image together: a Java runtime of the needed modules, the jars, the
 * launcher, the manual pages and a cache that makes it start fast. Maven runs this file with the
 * JDK that compiled the jars.
 *
 * <pre>
 * charwise/bin/charwise       the launcher
 * charwise/runtime/           the Java runtime
 * charwise/app/charwise.jar   the program; its manifest names the other jars beside it
 * charwise/app/charwise.aot   the quick-start cache, valid for exactly these jars
 * charwise/share/man/man1/    the manual pages
 * charwise/version            what --version prints
 * charwise/built              empty; its time is that of the start of the build
 * </pre>
 */
final class BuildImage {
  private static final String MODULES =
      "java.base,java.logging,jdk.incubator.vector,jdk.unsupported,java.desktop,jdk.localedata";

  /** The languages in which the generated corpus of dates is written, those of its class Dates. */
  private static final String LOCALES =
      "en,en-GB,fr,de,it,es,pt,nl,sv,nb,no,da,fi,pl,cs,hu,ro,tr,el,ru,uk,ja,zh,ko,vi";

  /**
   * What dates do not need of the data of languages, of which one package keeps a few, as it must;
   * pictures in the documentation of windows; and what reads and writes pictures of other kinds
   * than PNG, but for the entries of a list that names all kinds.
   */
  private static final List<String> UNUSED_RESOURCES =
      List.of(
          "/jdk.localedata/**/TimeZoneNames_*",
          "/jdk.localedata/**/LocaleNames_*",
          "/jdk.localedata/**/CollationData_*",
          "/jdk.localedata/**/CurrencyNames_[!e]*",
          "/java.desktop/**/doc-files/*",
          "/java.desktop/com/sun/imageio/plugins/tiff/TIFF[!I]*",
          "/java.desktop/com/sun/imageio/plugins/tiff/TIFFImage{Reader,Writer}.class",
          "/java.desktop/com/sun/imageio/plugins/gif/GIFImage{Reader,Writer}.class",
          "/java.desktop/com/sun/imageio/plugins/bmp/BMPImage{Reader,Writer}.class",
          "/java.desktop/com/sun/imageio/plugins/jpeg/JPEGImage{Reader,Writer}.class");

  /**
   * Parts of java.desktop, and of java.xml that it needs, which no chart uses: windows, sound,
   * schemas and transformations; and encrypted connections with their ciphers and keys, for the
   * program opens none.
   */
  private static final List<String> UNUSED_PACKAGES =
      List.of(
          "java.base/com/sun/crypto/provider",
          "java.base/sun/security/ssl",
          "java.base/sun/security/tools",
          "java.desktop/com/sun/java/swing",
          "java.desktop/com/sun/media",
          "java.desktop/com/sun/swing",
          "java.desktop/javax/print",
          "java.desktop/javax/sound",
          "java.desktop/javax/swing",
          "java.desktop/sun/awt/X11",
          "java.desktop/sun/print",
          "java.desktop/sun/swing",
          "java.xml/com/sun/org/apache/bcel",
          "java.xml/com/sun/org/apache/xalan",
          "java.xml/com/sun/org/apache/xerces/internal/impl/xpath",
          "java.xml/com/sun/org/apache/xerces/internal/impl/xs",
          "java.xml/com/sun/org/apache/xerces/internal/jaxp/validation",
          "java.xml/com/sun/org/apache/xml/internal/dtm",
          "java.xml/com/sun/org/apache/xml/internal/res",
          "java.xml/com/sun/org/apache/xml/internal/serialize",
          "java.xml/com/sun/org/apache/xml/internal/serializer",
          "java.xml/com/sun/org/apache/xpath");

  /** JFreeChart keeps its listeners in a list of this package. */
  private static final String USED_PACKAGE = "java.desktop/javax/swing/event";

  /**
   * Libraries of windows and sound, sines of vectors, a sort that the Java code does as well; and
   * files for encrypted connections and for the JDK's own tools.
   */
  private static final String UNUSED_FILES =
      Stream.concat(
              Stream.of(
                      "awt_xawt",
                      "javajpeg",
                      "jawt",
                      "jsound",
                      "jsvml",
                      "lcms",
                      "mlib_image",
                      "simdsort",
                      "splashscreen")
                  .map(name -> "lib" + name + ".so"),
              Stream.of(
                  "/cacerts", "/classlist", "/jrt-fs.jar", "/keytool", "/public_suffix_list.dat"))
          .map(name -> "**" + name)
          .collect(Collectors.joining(","));

  private static final int TRAINING_SECONDS = 180;

  /** What the program does while the quick-start cache is made, a command a line. */
  private static final List<String> REHEARSAL =
      List.of(
          "--version",
          "--help",
          "train macbeth --steps=3 --hidden=32 --batch=4 --bptt=16 --output=model.safetensors",
          "sample model.safetensors -n 20 --stop=zz",
          "score model.safetensors rehearsal.txt");

  private final Path project;
  private final Path target;

  private BuildImage(Path project) {
    this.project = project;
    this.target = project.resolve("target");
  }

  /**
   * Arguments: the folder of the module, the program's jar, the class path of the program, the
   * start of the build and the time that packages give their files, as ISO-8601 instants, and the
   * version.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var build = new BuildImage(Path.of(args[0]));
    List<Path> libraries =
        Stream.of(args[2].split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::isRegularFile)
            .toList();
    build.run(Path.of(args[1]), libraries, Instant.parse(args[3]), Instant.parse(args[4]), args[5]);
  }

  private void run(
      Path program, List<Path> libraries, Instant start, Instant packaged, String version)
      throws IOException, InterruptedException {
    Path image = target.resolve("charwise");
    Path staged = target.resolve("charwise.new");
    Path old = target.resolve("charwise.old");
    delete(staged);
    delete(old);

    Path app = Files.createDirectories(staged.resolve("app"));
    link(runtime(), staged.resolve("runtime"));
    copy(program, app.resolve("charwise.jar"));
    for (Path library : libraries) {
      Path jar = app.resolve(library.getFileName());
      copy(library, jar);
      modernize(jar);
    }
    copy(project.resolve("src/image/charwise"), staged.resolve("bin/charwise"));
    copy(project.resolve("../LICENSE"), staged.resolve("LICENSE"));
    copyManualPages(staged.resolve("share/man/man1"));
    Files.writeString(staged.resolve("version"), "charwise " + version + "\n");
    setTimes(app, FileTime.from(packaged));
    Files.setLastModifiedTime(Files.createFile(staged.resolve("built")), FileTime.from(start));

    // A program that runs from the old image keeps the files that it has open.
    if (Files.exists(image)) {
      Files.move(image, old, ATOMIC_MOVE);
    }
    Files.move(staged, image, ATOMIC_MOVE);
    delete(old);
    // Last, for the cache remembers where the jars lie, and is slower where they lay elsewhere.
    trainCache(image);
  }

  /** The Java runtime, made once for each JDK and then kept. */
  private Path runtime() throws IOException, InterruptedException {
    Path runtime = target.resolve("runtime");
    Path record = target.resolve("runtime.txt");
    String recipe =
        MODULES
            + " in "
            + LOCALES
            + " for dates, without windows, schemas and connections, all "
            + "stripped, vectors settled, of "
            + System.getProperty("java.vendor")
            + " "
            + Runtime.version()
            + "\n";
    if (Files.isDirectory(runtime)
        && Files.exists(record)
        && Files.readString(record).equals(recipe)) {
      return runtime;
    }
    Files.deleteIfExists(record);
    delete(runtime);
    Path unused = target.resolve("runtime-unused.txt");
    Files.write(unused, unusedClasses());
    PluginRepository.registerPlugin(new SettledVectors());
    ToolProvider jlink =
        ToolProvider.findFirst("jlink").orElseThrow(() -> new IOException("this JDK has no jlink"));
    var said = new StringWriter();
    int status =
        jlink.run(
            new PrintWriter(said),
            new PrintWriter(said),
            "--add-modules=" + MODULES,
            "--include-locales=" + LOCALES,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--compress=zip-9",
            "--exclude-resources=@" + unused,
            "--exclude-files=" + UNUSED_FILES,
            "--output=" + runtime);
    if (status != 0) {
      throw new IOException("jlink failed with status " + status + ": " + said);
    }
    strip(runtime.resolve("lib/server/libjvm.so"));
    try (DirectoryStream<Path> libraries =
        Files.newDirectoryStream(runtime.resolve("lib"), "*.so")) {
      for (Path library : libraries) {
        strip(library);
      }
    }
    Files.writeString(record, recipe);
    return runtime;
  }

  /**
   * Takes the names of inner functions out of a library, where that can be done; of libjvm five
   * megabytes.
   */
  private static void strip(Path library) throws IOException, InterruptedException {
    if (!Files.exists(library)) {
      return;
    }
    try {
      new ProcessBuilder("strip", library.toString()).inheritIO().start().waitFor();
    } catch (IOException noSuchProgram) {
      System.out.println("charwise: no strip on the PATH, so the image is larger: " + library);
    }
  }

  /**
   * All but the smallest class of each unused package, for a module must keep its packages; and
   * unused resources.
   */
  private static List<String> unusedClasses() throws IOException {
    var unused = new ArrayList<String>();
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    for (String name : UNUSED_PACKAGES) {
      try (Stream<Path> files = Files.walk(modules.resolve(name))) {
        Map<Path, List<Path>> packages =
            files
                .filter(file -> file.toString().endsWith(".class"))
                .filter(file -> !file.startsWith(modules.resolve(USED_PACKAGE)))
                .collect(Collectors.groupingBy(Path::getParent));
        for (List<Path> classes : packages.values()) {
          classes.stream()
              .sorted(Comparator.comparingLong(BuildImage::size))
              .skip(1)
              .forEach(file -> unused.add("/" + modules.relativize(file)));
        }
      }
    }
    unused.sort(null);
    unused.addAll(UNUSED_RESOURCES);
    return unused;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Raises classes of very old versions, which the quick-start cache cannot hold, to that of Java
   * 8. What they do stays the same.
   */
  private static void modernize(Path jar) throws IOException {
    URL[] classPath = {jar.toUri().toURL()};
    try (var loader = new URLClassLoader(classPath);
        var files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
        Stream<Path> entries = Files.walk(files.getPath("/"))) {
      var hierarchy =
          ClassHierarchyResolver.ofResourceParsing(loader)
              .orElse(ClassHierarchyResolver.defaultResolver());
      ClassFile classFile =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(hierarchy),
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
      ClassTransform raise =
          ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
              .andThen(
                  (builder, element) -> {
                    if (element instanceof ClassFileVersion) {
                      builder.withVersion(JAVA_8_VERSION, 0);
                    } else {
                      builder.with(element);
                    }
                  });
      for (Path entry : entries.filter(e -> e.toString().endsWith(".class")).toList()) {
        ClassModel old = classFile.parse(Files.readAllBytes(entry));
        if (old.majorVersion() < ClassFile.JAVA_6_VERSION) {
          Files.write(entry, classFile.transformClass(old, raise));
        }
      }
    }
  }

  /**
   * Runs the program for the JVM to write down what it loads. How often it runs what would take two
   * megabytes more and spare a tenth of the seconds that compiling takes. An image without that
   * cache works as well and starts slower, so a failure is only reported.
   */
  private void trainCache(Path image) throws IOException, InterruptedException {
    Path log = target.resolve("quick-start.log");
    Path folder = Files.createTempDirectory(target, "quick-start");
    Path rehearsal = Files.write(folder.resolve("rehearsal.txt"), REHEARSAL);
    var builder =
        new ProcessBuilder(image.resolve("bin/charwise").toString())
            .directory(folder.toFile())
            .redirectInput(rehearsal.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .put(
            "CHARWISE_JAVA_OPTS",
            "-XX:AOTCacheOutput=charwise.aot -Dcharwise.rehearsal=true"
                + " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining");
    Process process = builder.start();
    boolean ended = process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    Path cache = folder.resolve("charwise.aot");
    if (ended && process.exitValue() == 0 && Files.exists(cache)) {
      Files.move(cache, image.resolve("app/charwise.aot"));
    } else {
      System.out.println("charwise: no quick-start cache, so charwise starts slower: see " + log);
    }
    delete(folder);
  }

  /** The cache fits jars of the very times it was made with, so also those that are unpacked. */
  private static void setTimes(Path folder, FileTime time) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, time);
      }
    }
  }

  private void copyManualPages(Path folder) throws IOException {
    try (Stream<Path> pages = Files.list(project.resolve("../man"))) {
      for (Path page : pages.filter(p -> p.toString().endsWith(".1")).toList()) {
        copy(page, folder.resolve(page.getFileName()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, COPY_ATTRIBUTES);
  }

  /** Copies a folder without copying its files, where the file system can. */
  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path copy = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          try {
            Files.createLink(copy, path);
          } catch (IOException | UnsupportedOperationException e) {
            copy(path, copy);
          }
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
