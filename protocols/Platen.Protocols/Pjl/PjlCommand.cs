using System.Collections.Immutable;

namespace Platen.Protocols.Pjl;

/// <summary>One PJL line.</summary>
/// <param name="Name">The command in upper case, such as SET or ENTER; empty for <c>@PJL</c> alone.</param>
/// <param name="Parameters">Its parameters in their order; empty for COMMENT and ECHO, whose text is free.</param>
/// <param name="Text">All that follows the command, trimmed.</param>
public sealed record PjlCommand(string Name, ImmutableArray<PjlParameter> Parameters, string Text)
{
    /// <summary>The value of the first parameter of that name (upper case), or null.</summary>
    public string? Find(string parameter)
    {
        foreach (var candidate in Parameters)
        {
            if (candidate.Name == parameter)
            {
                return candidate.Value;
            }
        }

        return null;
    }

    /// <summary>Whether a parameter of that name (upper case) is there, with or without a value.</summary>
    public bool Has(string parameter) => Parameters.Any(candidate => candidate.Name == parameter);
}
