namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>How a renderer's run ended.</summary>
internal enum SandboxEndCode
{
    Unspecified = 0,

    /// <summary>By itself, content.</summary>
    Ended = 1,

    /// <summary>By itself, with a fault: the document has one, or asks for what is not allowed.</summary>
    Fault = 2,

    /// <summary>It was not run: this machine cannot confine it.</summary>
    NotConfined = 3,

    /// <summary>It was not run: it is not installed.</summary>
    NotInstalled = 4,

    /// <summary>At the limit of time.</summary>
    TimeOver = 5,

    /// <summary>At the limit of memory.</summary>
    OutOfMemory = 6,

    /// <summary>At the limit of its output.</summary>
    OutputTooLong = 7,

    /// <summary>At the limit of its temporary files.</summary>
    TemporaryTooLarge = 8,

    /// <summary>The agent wanted no more of it.</summary>
    Stopped = 9,
}
