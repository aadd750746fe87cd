using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("One job to print.")]
internal sealed record ReleaseItemView
{
    [Description("The job's id.")]
    public string? Job { get; init; }

    [Description("A UUID version 7 that the terminal makes once for this wish and repeats in every retry, so that the job prints once. Left out: made here, and a retry would print again.")]
    public string? ReleaseId { get; init; }

    [Description("Whether the user saw that the job was printed before (state completed) and wants it once more. false: it is refused (printed-since) when it was printed meanwhile, here or at another site; left out: it is printed in either case.")]
    public bool? Reprint { get; init; }

    [Description("The PIN that the job was sent with, if it has one (pinNeeded of the job).")]
    public string? Pin { get; init; }

    [Description("How often it comes out, 1 to 999; left out: as the document says. Only where the job's choices have copies.")]
    public int? Copies { get; init; }

    [Description("one-sided, two-sided-long-edge or two-sided-short-edge (RFC 8011, 5.2.8); left out: as the document says. Only where the job's choices have sides.")]
    public string? Sides { get; init; }

    [Description("monochrome: colour comes out as black; left out: as the document says. Only where the job's choices have colour.")]
    public string? Colour { get; init; }

    [Description("Pages in rising order, such as 1-3,7; left out: all. Only where the job's choices have pages.")]
    public string? Pages { get; init; }
}
