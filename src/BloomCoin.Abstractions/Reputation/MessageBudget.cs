namespace BloomCoin.Abstractions.Reputation;

/// <summary>Messages of one type that a gateway may take from an address.</summary>
/// <param name="Type">The type's byte on the wire (wire-protocol 2).</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Immutable, Alias("reputation.budget.v1")]
public readonly record struct MessageBudget([property: Id(0)] byte Type, [property: Id(1)] int Count);

/// <summary>Messages of one type that a gateway has taken from an address.</summary>
/// <param name="Type">The type's byte on the wire (wire-protocol 2).</param>
/// <param name="PerMinute">What a minute allows, at least 1.</param>
/// <param name="Spent">How many since it last told.</param>
[GenerateSerializer, Immutable, Alias("reputation.spent.v1")]
public readonly record struct SpentBudget([property: Id(0)] byte Type, [property: Id(1)] int PerMinute, [property: Id(2)] int Spent);
