using System.Globalization;

namespace BloomCoin.Abstractions.Events;

/// <summary>A place between two events, at which reading can go on. A value to keep: as text it fits an event id of a server-sent event.</summary>
/// <param name="Epoch">Names the life of the log: after its silo died another one counts anew.</param>
/// <param name="Sequence">The event that was the last; 0 before the first.</param>
[GenerateSerializer, Immutable, Alias("event.position.v1")]
public readonly record struct EventPosition([property: Id(0)] Guid Epoch, [property: Id(1)] long Sequence)
{
    private const char Separator = '-';

    public static bool TryParse(string? text, out EventPosition position)
    {
        position = default;
        var at = text?.LastIndexOf(Separator) ?? -1;
        if (at < 0
            || !Guid.TryParseExact(text.AsSpan(0, at), "N", out var epoch)
            || !long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        position = new(epoch, sequence);
        return true;
    }

    /// <summary>The epoch as 32 hexadecimal digits, a dash, and the number.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch:N}{Separator}{Sequence}");
}
