namespace Platen.VirtualMfp.Raw;

/// <summary>What <see cref="PjlBlock"/> found next.</summary>
internal enum PjlBlockStep
{
    NeedMore,

    /// <summary>A command to obey.</summary>
    Command,

    /// <summary>A block that only asked something has ended; it belongs to no job.</summary>
    QueryEnd,

    /// <summary>The document begins.</summary>
    Document,
}
