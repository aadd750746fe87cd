using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Platen.Desktop.Jobs;

/// <summary>Jobs as a table, as JSON, as CSV.</summary>
internal static class JobOutput
{
    private const int WideColumns = 160;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly string[] Head = ["id", "title", "pages", "copies", "colour", "sides", "state", "queue", "site", "receivedAt"];

    /// <summary>A table for people.</summary>
    public static void Table(IReadOnlyList<JobRow> jobs, TextWriter output)
    {
        if (jobs.Count == 0)
        {
            output.WriteLine("No jobs are held for you.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var (name, isNumber) in new[] { ("Job", false), ("Document", false), ("Pages", true), ("Copies", true), ("Colour", false), ("Queue", false), ("Site", false), ("Received", false), ("State", false) })
        {
            table.AddColumn(new TableColumn(name) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = name is "Job" or "Received" });
        }

        foreach (var job in jobs)
        {
            // Text, not markup: a title with brackets is a title
            table.AddRow(new[] { job.ShortId, job.Title, Pages(job), Number(job.Copies), job.Colour ?? "?", job.Queue, job.Site, job.ReceivedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), job.State }.Select(text => new Text(text)));
        }

        Console(output).Write(table);
        if (jobs.Count >= JobCalls.RowsMax)
        {
            output.WriteLine($"These are the newest {jobs.Count}; there may be more.");
        }
    }

    /// <summary>For programs.</summary>
    public static void Json(IReadOnlyList<JobRow> jobs, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(jobs, Format));

    /// <summary>For spreadsheets (RFC 4180); cells that one would run are made text.</summary>
    public static void Csv(IReadOnlyList<JobRow> jobs, TextWriter output)
    {
        output.Write(string.Join(',', Head) + "\r\n");
        foreach (var job in jobs)
        {
            string[] cells =
            [
                job.Id, job.Title, job.Pages is { } pages ? Number(pages) : "", Number(job.Copies), job.Colour ?? "", job.Sides ?? "", job.State, job.Queue, job.Site, job.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ];
            output.Write(string.Join(',', cells.Select(Cell)) + "\r\n");
        }
    }

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : new StringBuilder(safe).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }

    private static string Pages(JobRow job) => job.Pages is { } pages ? Number(pages) : "?";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IAnsiConsole Console(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            // a file or a pipe has no width of its own
            console.Profile.Width = WideColumns;
        }

        return console;
    }
}
