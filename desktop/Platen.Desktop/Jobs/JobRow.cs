using System.Text.Json;
using Platen.Desktop.Output;

namespace Platen.Desktop.Jobs;

/// <summary>One of the user's own jobs, with texts that are safe to show.</summary>
internal sealed record JobRow
{
    /// <summary>Characters by which a job is named in lists: the end of its id, which is the random part.</summary>
    public const int ShortLength = 6;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The document's name.</summary>
    public required string Title { get; init; }

    /// <summary>Pages of one copy; null: not known.</summary>
    public required int? Pages { get; init; }

    /// <summary>Copies.</summary>
    public required int Copies { get; init; }

    /// <summary>Colour, as the server says it; null: not known.</summary>
    public required string? Colour { get; init; }

    /// <summary>IPP <c>sides</c>; null: not known.</summary>
    public required string? Sides { get; init; }

    /// <summary>IPP <c>job-state</c>.</summary>
    public required string State { get; init; }

    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    /// <summary>The branch that holds it.</summary>
    public required string Site { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The short name.</summary>
    public string ShortId => Id.Length > ShortLength ? Id[^ShortLength..] : Id;

    /// <summary>Reads a row of the API.</summary>
    /// <exception cref="JsonException">It lacks what every job has.</exception>
    public static JobRow Read(JsonElement row) => new()
    {
        Id = Text(row, "id") ?? throw new JsonException("a job without an id"),
        Title = Text(row, "title") ?? "",
        Pages = row.TryGetProperty("pages", out var pages) && pages.ValueKind == JsonValueKind.Object ? Number(pages, "pages") : null,
        Copies = Number(row, "copies") ?? 1,
        Colour = Text(row, "colour"),
        Sides = Text(row, "sides"),
        State = Text(row, "state") ?? "",
        Queue = Text(row, "queue") ?? "",
        Site = Text(row, "site") ?? "",
        ReceivedAt = row.TryGetProperty("receivedAt", out var at) && at.TryGetDateTimeOffset(out var received) ? received : throw new JsonException("a job without a time"),
    };

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? PlainText.Of(value.GetString()!) : null;

    private static int? Number(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
