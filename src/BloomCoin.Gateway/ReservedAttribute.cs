namespace BloomCoin.Gateway;

/// <summary>A key, or a section of keys, that is checked at the start and has no effect in this version. Setting one is answered with a warning.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class ReservedAttribute : Attribute;
