namespace Platen.Domain.Sites;

/// <summary>One start of an agent's program over its journal. A journal that was put back from a backup begins with starts that are known, and goes on with others: so a fork shows.</summary>
/// <param name="Id">Drawn at random at the start: 32 lower-case hexadecimal digits.</param>
/// <param name="FirstSequence">The sequence that the first event journaled after it has.</param>
public sealed record AgentStart(string Id, long FirstSequence)
{
    /// <summary>Length of an id.</summary>
    public const int IdChars = 32;

    /// <summary>Starts that are looked at in one greeting.</summary>
    public const int StartsMax = 128;

    /// <summary>Whether it is one at all.</summary>
    public bool IsValid => Id.Length == IdChars && Id.All(char.IsAsciiHexDigitLower) && FirstSequence > 0;
}
