using System.CommandLine;

namespace BloomCoin.Cli.Commands;

/// <summary>A command of bloom, whose help ends in an example.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does; the root's help lists it.</param>
/// <param name="example">A line that works.</param>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    public string Example => example;
}
