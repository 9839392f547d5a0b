using CsCheck;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>A tree of blocks and the order of their delivery, as numbers: what CsCheck makes, and makes smaller when a case fails.</summary>
/// <param name="Blocks">Each one's parent is the base chain or a block before it.</param>
/// <param name="Deliveries">Which block comes when; those that it leaves out come at the end.</param>
/// <param name="Steps">How many come together, and how, again and again until all are delivered.</param>
internal sealed record HistoryPlan(BlockPlan[] Blocks, int[] Deliveries, StepPlan[] Steps)
{
    private static readonly Gen<PaymentPlan> Payment =
        Gen.Select(Gen.Int[0, 999].Array[1, 2], Gen.Int[1, 3], Gen.Int[0, 99], Gen.Int[0, 9], (inputs, outputs, twist, fee) =>
            new PaymentPlan(inputs, outputs, twist, (ulong)fee));

    private static readonly Gen<BlockPlan> Block =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 5], Gen.Int[0, 2], Payment.Array[0, 3], Gen.Int[0, 39], (parent, back, pace, payments, twist) =>
            new BlockPlan(parent, back, (uint)(1 + (7 * pace)), payments, twist));

    private static readonly Gen<StepPlan> Step =
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 19], (count, twist) => new StepPlan(count, twist));

    public static readonly Gen<HistoryPlan> Any = Gen.Select(
        Block.Array[3, 24], Gen.Int[0, 999].Array[0, 40], Step.Array[1, 12], (blocks, deliveries, steps) => new HistoryPlan(blocks, deliveries, steps));
}

/// <summary>Blocks that are delivered together.</summary>
/// <param name="Count">How many, when they are appended.</param>
/// <param name="Twist">How: small numbers, see <see cref="HistoryTests"/>; simply appended for most.</param>
internal sealed record StepPlan(int Count, int Twist);

/// <summary>One block.</summary>
/// <param name="Parent">Which block before it, mostly one of the last.</param>
/// <param name="Back">For one on the base chain: how far below its end.</param>
/// <param name="Seconds">After its parent: this steers the difficulty beyond the retarget, so that the longest branch is not always the heaviest.</param>
/// <param name="Payments">Transactions after the coinbase.</param>
/// <param name="Twist">What is wrong with the block: small numbers, see <see cref="HistoryTree"/>; nothing for most.</param>
internal sealed record BlockPlan(int Parent, int Back, uint Seconds, PaymentPlan[] Payments, int Twist);

/// <summary>One transaction.</summary>
/// <param name="Inputs">Picks among the outputs of the branch.</param>
/// <param name="Outputs">How many.</param>
/// <param name="Twist">What is wrong with it: small numbers; nothing for most.</param>
/// <param name="Fee">Units that the outputs leave.</param>
internal sealed record PaymentPlan(int[] Inputs, int Outputs, int Twist, ulong Fee);
