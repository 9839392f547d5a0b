using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests.Rules;

// chain-format rule 2
public sealed class CertificateRuleTests
{
    private const int Start = 0, End = 4, Threshold = 12, Required = 16, FirstR = 24;

    [Fact]
    public void Six_rounds_are_too_few() => AssertBreaks(
        Fault.TooFewRounds, Mutation.WithCertificate(Rounds(6, Last), header => header));

    [Fact]
    public void Seven_rounds_are_enough() => Assert.Null(
        BlockRules.CheckStructure(Mutation.WithCertificate(Rounds(7, Last), header => header)));

    [Fact]
    public void Bloom_end_must_be_the_last_of_the_rounds() => AssertBreaks(
        Fault.RoundsMismatch, Mutation.WithCertificate(End, Mutation.Original.Certificate.BloomEnd + 1));

    [Theory, InlineData(uint.MaxValue), InlineData(0u)]
    public void Bloom_start_must_be_the_first_of_the_rounds(uint start) => AssertBreaks(
        Fault.RoundsMismatch, Mutation.WithCertificate(Start, start));

    [Theory, InlineData(6u), InlineData(8u), InlineData(0u), InlineData(uint.MaxValue)]
    public void Required_rounds_are_seven(uint required) => AssertBreaks(
        Fault.RequiredRounds, Mutation.WithCertificate(Required, required));

    [Theory, InlineData(0.8660243f), InlineData(0f), InlineData(-1f)]
    public void A_threshold_below_z_c_is_refused(float threshold) => AssertBreaks(
        Fault.ThresholdTooLow, Mutation.WithCertificate(Threshold, threshold));

    [Fact]   // >= z_c - 1e-6
    public void A_threshold_a_rounding_below_z_c_is_accepted() =>
        Assert.Null(BlockRules.CheckStructure(Mutation.WithCertificate(Threshold, 0.8660245f)));

    [Fact]
    public void Every_round_reaches_the_threshold()
    {
        AssertBreaks(Fault.RoundBelowThreshold, Mutation.WithCertificate(FirstR, 0.866f));
        AssertBreaks(Fault.RoundBelowThreshold, Mutation.WithCertificate(Threshold, Last + 0.001f));
    }

    [Theory, InlineData(0u), InlineData(6u), InlineData(4097u), InlineData(uint.MaxValue)]
    public void A_block_has_7_to_4096_oscillators(uint oscillators) => AssertBreaks(
        Fault.OscillatorCount, Mutation.WithHeader(header => header with { OscillatorCount = oscillators }));

    [Theory, InlineData(7), InlineData(64), InlineData(4096)]
    public void Any_count_from_7_to_4096_is_accepted(int oscillators)
    {
        var phases = Enumerable.Repeat(1f, oscillators).ToArray();
        var certificate = Certificate.Create(0, Enumerable.Repeat(1f, 7).ToArray(), new float[7], phases);
        Assert.Null(BlockRules.CheckStructure(Mutation.WithCertificate(
            certificate, header => header with { OrderParameter = 1, OscillatorCount = (uint)oscillators })));
    }

    [Theory, InlineData(62u), InlineData(64u)]
    public void Header_and_certificate_agree_about_the_oscillators(uint oscillators) => AssertBreaks(
        Fault.OscillatorCountMismatch, Mutation.WithHeader(header => header with { OscillatorCount = oscillators }));

    [Fact]
    public void The_final_phases_have_the_last_rounds_r()
    {
        var certificate = Mutation.Original.Certificate;
        var phases = new float[certificate.OscillatorCount];   // r = 1
        var changed = Certificate.Create(
            certificate.BloomStart, Values(certificate.Rounds, certificate.R), new float[certificate.Rounds], phases);
        AssertBreaks(Fault.FinalPhasesMismatch, Mutation.WithCertificate(changed, header => header));
    }

    [Theory, InlineData(0.8660243f), InlineData(0f), InlineData(-1f)]
    public void An_order_parameter_below_z_c_is_refused(float r) => AssertBreaks(
        Fault.OrderParameterTooLow, Mutation.WithHeader(header => header with { OrderParameter = r }));

    [Theory, InlineData(0.0101f), InlineData(-0.0101f)]
    public void An_order_parameter_over_a_hundredth_from_the_last_rounds_r_is_refused(float difference) => AssertBreaks(
        Fault.OrderParameterMismatch, Mutation.WithHeader(header => header with { OrderParameter = Last + difference }));

    [Theory, InlineData(0.0099f), InlineData(-0.0099f)]
    public void An_order_parameter_within_a_hundredth_of_the_last_rounds_r_is_accepted(float difference) => Assert.Null(
        BlockRules.CheckStructure(Mutation.WithHeader(header => header with { OrderParameter = Last + difference })));

    [Fact]
    public void A_certificate_reads_what_it_was_written_with()
    {
        var certificate = Certificate.Create(41, [0.9f, 1f], [3f, 4f], [5f, 6f, 7f]);

        Assert.True(Certificate.TryParse(certificate.Bytes, out var parsed, out _));
        Assert.Equal((41u, 42u), (parsed.BloomStart, parsed.BloomEnd));
        Assert.Equal((3u, 7u, 2), (parsed.OscillatorCount, parsed.RequiredRounds, parsed.Rounds));
        Assert.Equal((float)Constants.CriticalCoherence, parsed.Threshold);
        Assert.Equal([0.9f, 1f], Values(2, parsed.R));
        Assert.Equal([3f, 4f], Values(2, parsed.Psi));
        Assert.Equal(3 * sizeof(float), parsed.FinalPhases.Length);
        Assert.Equal(7f, BitConverter.ToSingle(parsed.FinalPhases[8..]));
    }

    private static float Last => Mutation.Original.Certificate.R(Mutation.Original.Certificate.Rounds - 1);

    private static Certificate Rounds(int count, float r)
    {
        var phases = new float[Mutation.Original.Certificate.OscillatorCount];
        Buffer.BlockCopy(Mutation.Original.Certificate.FinalPhases.ToArray(), 0, phases, 0, phases.Length * sizeof(float));
        return Certificate.Create(5, Enumerable.Repeat(r, count).ToArray(), new float[count], phases);
    }

    private static float[] Values(int count, Func<int, float> at) => Enumerable.Range(0, count).Select(at).ToArray();

    private static void AssertBreaks(Fault fault, Block block) => Mutation.AssertBreaks(fault, BlockRules.CheckStructure(block));
}
