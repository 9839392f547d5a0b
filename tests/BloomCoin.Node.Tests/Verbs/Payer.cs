using BloomCoin.Chain;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary>The owner of the reference chain's key 0, who pays key 1.</summary>
internal sealed class Payer
{
    private readonly NodeProcess _node;
    private readonly string _file;
    private readonly Hash256 _recipient;

    public Payer(NodeProcess node, string file)
    {
        (_node, _file) = (node, file);
        using var key = ReferenceBalances.Key(0);
        using var other = ReferenceBalances.Key(1);
        KeyFile.Create(file, key);
        _recipient = other.Address;
    }

    public Task<IReadOnlyDictionary<string, string>> Pay(params string[] options) => VerbOutput.Facts(_node, Words(options));

    public Task<(int Code, string Line)> Try(params string[] options) => Bloom.Run(_node, Words(options));

    private string[] Words(string[] options) => ["pay", _file, _recipient.ToString(), .. options];
}
