using System.Collections.Concurrent;
using System.Reflection;
using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>The grains of peers: they remember what was noted of each.</summary>
internal sealed class ScriptedPeers
{
    /// <summary>Every call, in order.</summary>
    public ConcurrentQueue<(string Peer, PeerEvent What, int Count)> Notes { get; } = new();

    public IPeerGrain Peer(string key) => ScriptedPeerGrain.Make(key, this);

    /// <summary>The calls of one kind for one peer: the count of each.</summary>
    public int[] Noted(string key, PeerEvent what) => [.. Notes.Where(note => note.Peer == key && note.What == what).Select(note => note.Count)];
}

/// <summary>One of them.</summary>
public class ScriptedPeerGrain : DispatchProxy
{
    private string _key = "";
    private ScriptedPeers? _peers;

    internal static IPeerGrain Make(string key, ScriptedPeers peers)
    {
        var grain = Create<IPeerGrain, ScriptedPeerGrain>();
        ((ScriptedPeerGrain)grain)._key = key;
        ((ScriptedPeerGrain)grain)._peers = peers;
        return grain;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod?.Name != nameof(IPeerGrain.Note)) throw new NotSupportedException(targetMethod?.Name);
        _peers!.Notes.Enqueue((_key, (PeerEvent)args![0]!, (int)args[1]!));
        return Task.CompletedTask;
    }
}
