namespace Platen.Protocols.Pjl.Guard;

/// <summary>Whether a command changes the device, and what belongs to it.</summary>
/// <param name="Word">What is reported, such as FSDELETE; empty: the command is harmless.</param>
/// <param name="DataBytes">Octets of data behind the line that belong to the command; <see cref="UntilUel"/> when nobody knows how many.</param>
internal readonly record struct PjlVerdict(string Word, long DataBytes = 0)
{
    /// <summary>The data ends where the next UEL begins.</summary>
    public const long UntilUel = -1;

    public static PjlVerdict Harmless => new("");

    public bool IsHarmless => Word.Length == 0;
}
