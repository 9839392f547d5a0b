using BloomCoin.Deploy.Tests.Kubernetes.Rules;

namespace BloomCoin.Deploy.Tests.Kubernetes.Mistakes;

/// <summary>A pod has no limits, is not asked how it is, or is ended too soon.</summary>
internal static class OfPods
{
    /// <summary>The rule, the overlay, the object, what is replaced with what, and a part of the finding.</summary>
    public static TheoryData<string, string, string, string, string, string> Rows => new()
    {
        { nameof(Resources), "local", "Deployment/gateway",
            "          limits:\n            cpu: \"2\"\n", "          limits:\n",
            "Deployment/gateway: container silo has no limit for cpu" },
        { nameof(Resources), "local", "Deployment/gateway",
            "            memory: 512Mi\n", "",
            "Deployment/gateway: container silo has no request for memory" },
        { nameof(Resources), "local", "Deployment/gateway",
            "memory: 512Mi", "memory: 2Gi",
            "Deployment/gateway: container silo asks for 2Gi of memory, and may have 1Gi" },
        { nameof(Resources), "local", "Deployment/gateway",
            "cpu: 100m", "cpu: 1001m",
            "Deployment/gateway: container migrate asks for 1001m of cpu, and may have 1" },
        { nameof(Probes), "local", "Deployment/gateway",
            "        startupProbe:\n          failureThreshold: 60\n          httpGet:\n            path: /health/live\n            port: http\n          periodSeconds: 2\n",
            "",
            "Deployment/gateway: container silo: startupProbe is missing" },
        { nameof(Probes), "local", "StatefulSet/postgres",
            "        livenessProbe:\n          failureThreshold: 6\n          tcpSocket:\n            port: postgres\n", "",
            "StatefulSet/postgres: container postgres: livenessProbe is missing" },
        { nameof(Probes), "local", "Deployment/gateway",
            "path: /health/ready", "path: /ready",
            "Deployment/gateway: container silo: readinessProbe asks /ready, not /health/ready" },
        { nameof(Probes), "local", "Deployment/gateway",
            "path: /health/live", "path: /health/ready",
            "Deployment/gateway: container silo: livenessProbe asks /health/ready, not /health/live" },
        { nameof(Probes), "local", "Deployment/gateway",
            "            port: http\n", "            port: web\n",
            "Deployment/gateway: container silo: livenessProbe asks at web, which is no port of it" },
        { nameof(Endings), "local", "Deployment/gateway",
            "terminationGracePeriodSeconds: 45", "terminationGracePeriodSeconds: 35",
            "Deployment/gateway: terminationGracePeriodSeconds is 35, and ending takes up to 35" },
        { nameof(Endings), "local", "Deployment/gateway",
            "      terminationGracePeriodSeconds: 45\n", "",
            "Deployment/gateway: terminationGracePeriodSeconds is 30" },
        { nameof(Endings), "local", "Deployment/gateway",
            "seconds: 5\n", "seconds: 15\n",
            "Deployment/gateway: terminationGracePeriodSeconds is 45, and ending takes up to 45" },
        { nameof(AdvertisedAddresses), "local", "Deployment/gateway",
            "fieldPath: status.podIP", "fieldPath: status.hostIP",
            "Deployment/gateway: Bloom__Cluster__AdvertisedAddress is not the pod's address" },
        { nameof(AdvertisedAddresses), "local", "Deployment/compute",
            "Bloom__Cluster__AdvertisedAddress", "Bloom__Cluster__Address",
            "Deployment/compute: Bloom__Cluster__AdvertisedAddress is not the pod's address" },
    };
}
