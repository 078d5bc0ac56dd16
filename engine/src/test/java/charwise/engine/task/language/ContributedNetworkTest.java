package charwise.engine.task.language;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.network.block.BlockConfig;
import charwise.engine.network.block.BlockFamily;
import charwise.engine.network.block.BlockRequest;
import charwise.engine.network.block.BlockSize;
import charwise.engine.network.convolution.ConvolutionConfig;
import charwise.engine.network.convolution.ConvolutionFamily;
import charwise.engine.network.mamba.MambaConfig;
import charwise.engine.network.mamba.MambaFamily;
import charwise.engine.network.transformer.TransformerConfig;
import charwise.engine.network.transformer.TransformerFamily;
import charwise.engine.parameter.NamedTensor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A network of blocks is a package and a line in the registry; the worked example of
 * CONTRIBUTING.md.
 */
class ContributedNetworkTest {
  private static final int VOCABULARY = 5;
  private static final int STEPS = 6;
  private static final int STREAMS = 2;
  private static final float DELTA = 0x1p-6f;

  static final List<BlockConfig> NETWORKS =
      List.of(
          new ConvolutionConfig(17, 2, 3),
          new ConvolutionConfig(3, 1, 1),
          new MambaConfig(6, 2, 3),
          new TransformerConfig(6, 2, 1, 4));

  static final List<Arguments> FAMILIES =
      List.of(
          Arguments.of(new ConvolutionFamily(), Map.of(BlockSize.CONTEXT, 3)),
          Arguments.of(new MambaFamily(), Map.of(BlockSize.STATE, 5)),
          Arguments.of(new TransformerFamily(), Map.of(BlockSize.HEADS, 2, BlockSize.CONTEXT, 9)));

  @Test
  void onlyTheRegistryKnowsWhatNetworksThereAre() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "charwise.engine.network.mamba", "charwise.engine.network.transformer")
        .and()
        .doNotHaveFullyQualifiedName(NetworkType.class.getName())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "charwise.engine.network.mamba", "charwise.engine.network.transformer"))
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("charwise"));
  }

  @ParameterizedTest
  @FieldSource("FAMILIES")
  void whatIsAskedForIsWhatAFileSays(BlockFamily family, Map<BlockSize, Integer> sizes) {
    BlockConfig open =
        family.choose(new BlockRequest(null, null, Map.of(), BlockRequest.USUAL_STEPS));
    BlockConfig chosen = family.choose(new BlockRequest(36, 3, sizes, 1));
    assertThat(open.hiddenSize()).isBetween(64, 256);
    assertThat(chosen.sizes()).isEqualTo(sizes);
    assertThat(chosen.sizes().keySet()).isEqualTo(family.sizes());
    assertThat(chosen.network()).isEqualTo(family.label());
    for (BlockConfig config : List.of(open, chosen)) {
      assertThat(family.read(name -> ((Long) requireNonNull(config.toJson().get(name))).intValue()))
          .isEqualTo(config);
      assertThat(
              family.choose(
                  new BlockRequest(config.hiddenSize(), config.layerCount(), config.sizes(), 1)))
          .isEqualTo(config);
      assertThat(family.fit(config.hiddenSize())).isEqualTo(config.hiddenSize());
    }
    assertThat(family.learningRate(64)).isGreaterThan(family.learningRate(256));
    assertThat(
            family
                .choose(new BlockRequest(null, null, Map.of(), 4 * BlockRequest.USUAL_STEPS))
                .hiddenSize())
        .isEqualTo(2 * open.hiddenSize());
    for (int width = 2; width < 300; width++) {
      int fitting = family.fit(width);
      assertThat(fitting).isBetween(2, width);
      assertThat(family.choose(new BlockRequest(fitting, 1, Map.of(), 1)).hiddenSize())
          .isEqualTo(fitting);
    }
  }

  @ParameterizedTest
  @FieldSource("NETWORKS")
  void gradientsAgreeWithDifferences(BlockConfig network) {
    LanguageModel model = new LanguageModel(new LanguageModelConfig(network, VOCABULARY, 0));
    model.initialize(3);
    RandomStream random = new RandomStream(4);
    model.tensors().forEach(tensor -> tensor.addUniform(0.4, random, model.parameters().values()));
    FixedWindow window = new FixedWindow(STEPS * STREAMS);
    for (int i = 0; i < STEPS * STREAMS; i++) {
      window.inputs[i] = random.nextInt(VOCABULARY);
      window.targets[i] = random.nextInt(VOCABULARY);
      window.resets[i] = random.nextInt(5) == 0;
    }
    try (Team team = new Team(1)) {
      var step = new LanguageModelStep(model, window, STEPS, STREAMS, Regularization.NONE, 0, team);
      loss(step, team);
      float[] gradients = model.parameters().gradients().clone();
      for (NamedTensor tensor : model.tensors()) {
        float[] gradient = new float[tensor.size()];
        tensor.read(gradients, gradient);
        for (int i = 0; i < gradient.length; i += 1 + gradient.length / 20) {
          double near =
              moved(step, team, model, tensor, i, 1) - moved(step, team, model, tensor, i, -1);
          double far =
              moved(step, team, model, tensor, i, 2) - moved(step, team, model, tensor, i, -2);
          double slope = (8 * near - far) / (12 * DELTA);
          assertThat((double) gradient[i])
              .as(tensor.name() + "[" + i + "]")
              .isCloseTo(slope, within(1e-3));
        }
      }
    }
  }

  private static double moved(
      LanguageModelStep step, Team team, LanguageModel model, NamedTensor tensor, int i, int by) {
    float[] change = new float[tensor.size()];
    change[i] = by * DELTA;
    float[] before = model.parameters().values().clone();
    tensor.add(change, model.parameters().values());
    double loss = loss(step, team);
    System.arraycopy(before, 0, model.parameters().values(), 0, before.length);
    return loss;
  }

  private static double loss(LanguageModelStep step, Team team) {
    step.load(1);
    team.run(step::backpropagate);
    return step.loss().totalNats() / (STEPS * STREAMS);
  }
}
