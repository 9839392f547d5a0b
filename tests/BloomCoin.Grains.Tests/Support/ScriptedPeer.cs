using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>A peer that serves a branch, and misbehaves as its test says.</summary>
internal sealed class ScriptedPeer(string key, TestBranch branch)
{
    public string Key { get; } = key;

    public Guid Connection { get; } = Guid.NewGuid();

    /// <summary>Completes when this node ends the connection.</summary>
    public TaskCompletionSource<(PeerFault Fault, string Detail)> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Headers asked for: (start, count).</summary>
    public List<(int Start, int Count)> HeadersAsked { get; } = [];

    /// <summary>Blocks delivered so far.</summary>
    public int Delivered { get; private set; }

    /// <summary>Changes an answer with headers before it goes out.</summary>
    public Func<HeaderRange, HeaderRange> ChangeHeaders { get; init; } = answer => answer;

    /// <summary>Changes or drops (null) a block before it goes out.</summary>
    public Func<Block, byte[]?> ChangeBlock { get; init; } = block => block.Bytes.ToArray();

    /// <summary>Runs before each answer with blocks.</summary>
    public Func<Task> BeforeBlocks { get; init; } = () => Task.CompletedTask;

    public Task<HeaderRange> Headers(int start, int count)
    {
        HeadersAsked.Add((start, count));
        return Task.FromResult(ChangeHeaders(branch.Headers(start, count)));
    }

    public async Task<BlockBatch> Blocks(BlockRequest request)
    {
        await BeforeBlocks();
        var byHash = branch.Blocks.ToDictionary(block => block.Hash);
        var answer = new BlockBatchBuilder();
        for (var i = 0; i < request.Count; i++)
        {
            if (!byHash.TryGetValue(request[i], out var block) || ChangeBlock(block) is not { } bytes) continue;
            answer.Add(bytes);
            Delivered++;
        }

        return answer.Build();
    }
}
