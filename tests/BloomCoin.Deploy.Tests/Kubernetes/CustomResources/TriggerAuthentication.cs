namespace BloomCoin.Deploy.Tests.Kubernetes.CustomResources;

/// <summary>As whom KEDA asks for a trigger's metric.</summary>
/// <remarks>https://keda.sh/docs/latest/concepts/authentication/</remarks>
internal sealed class TriggerAuthentication : CustomResource
{
    public Specification? Spec { get; set; }

    internal sealed class Specification
    {
        public Identity? PodIdentity { get; set; }
    }

    internal sealed class Identity
    {
        public string? Provider { get; set; }

        public string? IdentityId { get; set; }
    }
}
