using k8s;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BloomCoin.Deploy.Tests.Kubernetes;

/// <summary>One object: as the client library's types read it, and as it is written.</summary>
internal sealed record Manifest(IKubernetesObject<V1ObjectMeta> Resource, YamlNode Written)
{
    /// <summary>Reads one document, or throws what says why that cannot be: an unknown kind, a misspelt field, a wrong type, a key twice.</summary>
    /// <exception cref="YamlException">It is not what its kind may be.</exception>
    /// <exception cref="KeyNotFoundException">There is no such kind in this version of its API.</exception>
    public static Manifest Read(string document)
    {
        var written = new YamlStream();
        written.Load(new StringReader(document));
        var read = KubernetesYaml.LoadAllFromString(document, CustomResources.CustomResource.Kinds, strict: true);
        return new((IKubernetesObject<V1ObjectMeta>)Assert.Single(read), Assert.Single(written.Documents).RootNode);
    }

    /// <summary>How findings name it: Kind/name.</summary>
    public override string ToString() => $"{Resource.Kind}/{Resource.Metadata?.Name}";
}
