using YamlDotNet.RepresentationModel;

namespace BloomCoin.Deploy.Tests.Kubernetes.CustomResources;

/// <summary>What the Secrets Store CSI driver fetches, and the Secrets that it makes of it.</summary>
/// <remarks>https://secrets-store-csi-driver.sigs.k8s.io/concepts#secretproviderclass; the parameters are those of the provider for Azure.</remarks>
internal sealed class SecretProviderClass : CustomResource
{
    public Specification? Spec { get; set; }

    /// <summary>The names of what is fetched. The list is YAML in a string, and so is each entry in it.</summary>
    public IReadOnlyList<string> ObjectNames()
    {
        var list = (YamlSequenceNode)Document(Spec?.Parameters?.Objects ?? "array: []")["array"];
        return [.. list.Select(entry => ((YamlScalarNode)Document(((YamlScalarNode)entry).Value!)["objectName"]).Value!)];
    }

    private static YamlNode Document(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents[0].RootNode;
    }

    internal sealed class Specification
    {
        public string? Provider { get; set; }

        public AzureParameters? Parameters { get; set; }

        public List<SecretObject>? SecretObjects { get; set; }
    }

    /// <summary>All of them are strings, a flag as well.</summary>
    internal sealed class AzureParameters
    {
        public string? TenantId { get; set; }

        public string? KeyvaultName { get; set; }

        public string? ClientID { get; set; }

        public string? UsePodIdentity { get; set; }

        public string? Objects { get; set; }
    }

    internal sealed class SecretObject
    {
        public string? SecretName { get; set; }

        public string? Type { get; set; }

        public List<SecretKey>? Data { get; set; }
    }

    internal sealed class SecretKey
    {
        public string? ObjectName { get; set; }

        public string? Key { get; set; }
    }
}
