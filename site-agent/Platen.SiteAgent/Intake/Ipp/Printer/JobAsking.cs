namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>How a queue's device can be asked to print a document otherwise than the document says.</summary>
internal enum JobAsking
{
    Unspecified = 0,

    /// <summary>It cannot: it gets the document and nothing else.</summary>
    Nothing = 1,

    /// <summary>By PJL around the document.</summary>
    Pjl = 2,

    /// <summary>By IPP's job template attributes.</summary>
    Ipp = 3,
}
