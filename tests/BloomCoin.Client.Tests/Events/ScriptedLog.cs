using System.Reflection;
using BloomCoin.Abstractions.Events;

namespace BloomCoin.Client.Tests.Events;

/// <summary>A log that answers as the test says, and the way to it.</summary>
internal sealed class ScriptedLog
{
    private readonly Queue<Func<EventPage>> _answers = [];

    public ScriptedLog()
    {
        Grains = DispatchProxy.Create<IGrainFactory, Proxy>();
        var log = DispatchProxy.Create<IEventLogGrain, Proxy>();
        ((Proxy)(object)Grains).Answer = arguments => (string?)arguments[0] == IEventLogGrain.Key ? log : throw new InvalidOperationException("another grain");
        ((Proxy)(object)log).Answer = arguments => Read((EventPosition?)arguments[0]);
    }

    public IGrainFactory Grains { get; }

    /// <summary>The positions that were asked for.</summary>
    public List<EventPosition?> Asked { get; } = [];

    public void Answers(params IEnumerable<Func<EventPage>> answers)
    {
        foreach (var answer in answers) _answers.Enqueue(answer);
    }

    private Task<EventPage> Read(EventPosition? after)
    {
        Asked.Add(after);
        try
        {
            return Task.FromResult(_answers.Dequeue()());
        }
        catch (Exception failure)
        {
            return Task.FromException<EventPage>(failure);
        }
    }
}

/// <summary>One of Orleans' interfaces, of which one method is called.</summary>
public class Proxy : DispatchProxy
{
    public Func<object?[], object?> Answer { get; set; } = _ => null;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(args ?? []);
}
