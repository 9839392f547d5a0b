using BloomCoin.Deploy.Tests.Kubernetes.Rules;

namespace BloomCoin.Deploy.Tests.Kubernetes.Mistakes;

/// <summary>A name that is taken, or that nothing may have.</summary>
internal static class OfNames
{
    /// <summary>The rule, the overlay, the object, what is replaced with what, and a part of the finding.</summary>
    public static TheoryData<string, string, string, string, string, string> Rows => new()
    {
        { nameof(Names), "local", "Service/silos", "  name: silos\n", "  name: http\n", "Service/http: there are 2 of this name" },
        { nameof(Names), "local", "Service/silos", "  name: silos\n", "  name: Silos\n", "Service/Silos: the name is no DNS label" },
        { nameof(Names), "local", "Service/silos",
            "  name: silos\n", "  name: silos.of.all\n",
            "Service/silos.of.all: the name is no DNS label" },
        { nameof(Names), "local", "Service/silos", "  name: silos\n", "", "Service/: the name is no DNS label" },
        { nameof(Names), "local", "Service/silos", "  namespace: bloomcoin\n", "", "Service/silos: its namespace is \"\"" },
        { nameof(Names), "local", "Service/silos",
            "  namespace: bloomcoin\n", "  namespace: default\n",
            "Service/silos: its namespace is \"default\"" },
        { nameof(Names), "local", "Namespace/bloomcoin",
            "\n  name: bloomcoin", "\n  name: bloom",
            "Service/silos: its namespace is \"bloomcoin\"" },
        { nameof(PartNames), "local", "Deployment/gateway",
            "        name: migrate\n", "        name: Migrate\n",
            "Deployment/gateway: Migrate is no DNS label" },
        { nameof(PartNames), "local", "Deployment/gateway",
            "        name: migrate\n", "        name: silo\n",
            "Deployment/gateway: silo stands 2 times" },
        { nameof(PartNames), "local", "Deployment/gateway",
            "          name: client\n", "          name: clients-of-the-cluster\n",
            "Deployment/gateway: clients-of-the-cluster is no name of a port" },
        { nameof(PartNames), "local", "Deployment/gateway",
            "          name: client\n", "          name: silo\n",
            "Deployment/gateway: silo stands 2 times" },
        { nameof(PartNames), "local", "Deployment/gateway",
            "name: Bloom__Roles", "name: Bloom__Network",
            "Deployment/gateway: Bloom__Network stands 2 times" },
    };
}
