using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A job that is held here, or at another branch.")]
internal sealed record JobView
{
    [Description("The job's id.")]
    public required string Job { get; init; }

    [Description("The document's name, as its sender gave it.")]
    public required string Title { get; init; }

    [Description("How many pages.")]
    public required PagesView Pages { get; init; }

    [Description("monochrome, colour or unknown.")]
    public required string Colour { get; init; }

    [Description("one-sided, two-sided-long-edge, two-sided-short-edge (RFC 8011, 5.2.8) or unknown.")]
    public required string Sides { get; init; }

    [Description("Copies; 1 when the document does not say.")]
    public required int Copies { get; init; }

    [Description("Size of the document in bytes.")]
    public required long SizeBytes { get; init; }

    [Description("When it was accepted.")]
    public required DateTimeOffset ReceivedAt { get; init; }

    [Description("What its release costs by the parsed count; absent when that is not known before printing.")]
    public PriceView? Price { get; init; }

    [Description("IPP job-state: pending-held, processing, completed.")]
    public required string State { get; init; }

    [Description("The queue's id.")]
    public required string Queue { get; init; }

    [Description("The queue's name for people.")]
    public required string QueueName { get; init; }

    [Description("The branch where its document lies; absent: this one.")]
    public JobSiteView? Site { get; init; }

    [Description("Whose job it is, when it is somebody else's who has named the user a delegate; absent when it is the user's own.")]
    public string? OwnerName { get; init; }

    [Description("It was printed, and is kept so that it can be printed again.")]
    public required bool KeptForReprint { get; init; }

    [Description("The job was sent with a PIN; its release needs it.")]
    public bool PinNeeded { get; init; }

    [Description("What can be chosen when it is printed at this device: copies, sides, colour, pages.")]
    public required IReadOnlyList<string> Choices { get; init; }
}
