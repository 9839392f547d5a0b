using BloomCoin.Deploy.Tests.Kubernetes.Rules;

namespace BloomCoin.Deploy.Tests.Kubernetes.Mistakes;

/// <summary>A pod may more than it needs.</summary>
internal static class OfConfinement
{
    /// <summary>The rule, the overlay, the object, what is replaced with what, and a part of the finding.</summary>
    public static TheoryData<string, string, string, string, string, string> Rows => new()
    {
        { nameof(Confinement), "local", "Deployment/gateway",
            "runAsNonRoot: true", "runAsNonRoot: false",
            "Deployment/gateway: container silo may run as root" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "        runAsUser: 1654\n", "",
            "Deployment/gateway: container migrate runs as whom its image says" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "runAsUser: 1654", "runAsUser: 0",
            "Deployment/gateway: container silo runs as whom its image says, or as root" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "type: RuntimeDefault", "type: Unconfined",
            "Deployment/gateway: container silo may call all of the kernel" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false",
            "Deployment/gateway: container silo may write into its image" },
        { nameof(Confinement), "local", "StatefulSet/postgres",
            "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false",
            "StatefulSet/postgres: container postgres may write into its image" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "          allowPrivilegeEscalation: false\n", "",
            "Deployment/gateway: container silo may gain privileges" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "          allowPrivilegeEscalation: false\n", "          allowPrivilegeEscalation: false\n          privileged: true\n",
            "Deployment/gateway: container silo is privileged" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "            - ALL\n", "            - NET_RAW\n",
            "Deployment/gateway: container silo keeps capabilities" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "            drop:\n", "            add:\n            - NET_ADMIN\n            drop:\n",
            "Deployment/gateway: container silo gains capabilities" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "- containerPort: 8333\n", "- containerPort: 8333\n          hostPort: 8333\n",
            "Deployment/gateway: container silo takes a port of the node" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "      enableServiceLinks: false\n", "      enableServiceLinks: false\n      hostNetwork: true\n",
            "Deployment/gateway: the pod shares its node's network or processes" },
        { nameof(Confinement), "local", "Deployment/gateway",
            "      - emptyDir:\n          sizeLimit: 64Mi\n", "      - hostPath:\n          path: /data\n",
            "Deployment/gateway: data is a folder of the node" },
    };
}
