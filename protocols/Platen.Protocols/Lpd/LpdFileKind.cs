namespace Platen.Protocols.Lpd;

/// <summary>Files of a job (RFC 1179 section 6); the values are the subcommand codes.</summary>
public enum LpdFileKind : byte
{
    /// <summary>Not a file.</summary>
    Unspecified = 0,

    /// <summary>The control file: whose job it is, and how to print it.</summary>
    Control = 2,

    /// <summary>A data file: a document.</summary>
    Data = 3,
}
