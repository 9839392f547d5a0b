using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BloomCoin.Phases.Kuramoto;

/// <summary>63 phases with their sines and cosines, and the sums of these: all that the oscillators feel of each other.</summary>
/// <remarks>
/// Eight vectors of eight; the 64th lane has the phase 0 and, so that it counts for nothing, neither sine nor cosine. Written once, for 512
/// bits: on narrower machines .NET makes two or more operations of each, which change no lane. The order of every sum is written out.
/// </remarks>
internal sealed class MeanField
{
    private const int Width = 8, Lanes = 64, Last = Lanes - Width;

    private static readonly double[] Still = new double[Lanes];

    private readonly double[] _phases = new double[Lanes], _sines = new double[Lanes], _cosines = new double[Lanes];

    /// <summary>Turns in [-1/2, 1/2], of 63 oscillators. After a change, <see cref="Measure"/>.</summary>
    public Span<double> Phases => _phases.AsSpan(0, Oscillators.Count);

    /// <summary>Sum of all sines.</summary>
    public double Sine { get; private set; }

    /// <summary>Sum of all cosines.</summary>
    public double Cosine { get; private set; }

    /// <summary>Takes in phases that were set.</summary>
    public void Measure() => Move(Still, 0);

    /// <summary>Moves phase i by advances[i] + pull * sum_j sin(theta_j - theta_i).</summary>
    /// <param name="advances">64, turns; the last one 0.</param>
    /// <param name="pull">Turns for each unit of the sum.</param>
    public void Move(ReadOnlySpan<double> advances, double pull)
    {
        ref var advance = ref MemoryMarshal.GetReference(advances[..Lanes]);
        ref var phases = ref MemoryMarshal.GetArrayDataReference(_phases);
        ref var sines = ref MemoryMarshal.GetArrayDataReference(_sines);
        ref var cosines = ref MemoryMarshal.GetArrayDataReference(_cosines);

        // The sum over j is S cos theta_i - C sin theta_i.
        Vector512<double> toCosine = Vector512.Create(pull * Sine), toSine = Vector512.Create(-pull * Cosine);
        Vector512<double> evenSines = default, evenCosines = default, oddSines = default, oddCosines = default;
        for (nuint at = 0; at < Lanes; at += 2 * Width)
        {
            Step(
                at, ref evenSines, ref evenCosines, Vector512<double>.AllBitsSet,
                ref phases, ref sines, ref cosines, ref advance, toCosine, toSine);
            var counted = at + Width == Last
                ? Vector512.Create(-1L, -1, -1, -1, -1, -1, -1, 0).AsDouble()
                : Vector512<double>.AllBitsSet;
            Step(
                at + Width, ref oddSines, ref oddCosines, counted,
                ref phases, ref sines, ref cosines, ref advance, toCosine, toSine);
        }

        (Sine, Cosine) = (Sum(evenSines + oddSines), Sum(evenCosines + oddCosines));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        nuint at, ref Vector512<double> sineSum, ref Vector512<double> cosineSum, Vector512<double> counted,
        ref double phases, ref double sines, ref double cosines, ref double advance, Vector512<double> toCosine, Vector512<double> toSine)
    {
        var moved = Vector512.LoadUnsafe(ref phases, at) + Vector512.LoadUnsafe(ref advance, at);
        moved = Vector512.FusedMultiplyAdd(toCosine, Vector512.LoadUnsafe(ref cosines, at), moved);
        moved = Vector512.FusedMultiplyAdd(toSine, Vector512.LoadUnsafe(ref sines, at), moved);
        moved -= Vector512.Round(moved);   // exact
        var (sine, cosine) = HalfTurn.Of(moved);
        (sine, cosine) = (sine & counted, cosine & counted);
        moved.StoreUnsafe(ref phases, at);
        sine.StoreUnsafe(ref sines, at);
        cosine.StoreUnsafe(ref cosines, at);
        sineSum += sine;
        cosineSum += cosine;
    }

    /// <summary>Halves onto each other. Vector512.Sum leaves its order open.</summary>
    private static double Sum(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }
}
