namespace Platen.SiteAgent.Intake;

/// <summary>Limits of the intake, section <c>Intake</c>.</summary>
internal sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>Documents that come in at the same time, over all protocols; further ones are told to try later. 1 to 10,000.</summary>
    public int ReceptionsMax { get; set; } = 500;

    /// <summary>A connection that sends nothing for so long is ended, and what it sent is no job. 5 s to 1 h.</summary>
    public TimeSpan IdleMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>IPP: how long a job made by Create-Job waits for its document (<c>multiple-operation-time-out</c>). 10 s to 1 h.</summary>
    public TimeSpan CreatedJobIdleMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long Ghostscript may count one document's pages, in processor time and by the clock; the pages of a slower one stay unknown. 1 s to 1 h.</summary>
    public TimeSpan RenderTimeMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>RAW: connections to one port at the same time. 1 to 10,000.</summary>
    public int RawConnectionsMax { get; set; } = 200;
}
