using System.Text.Json;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Server;

namespace Platen.Desktop.Jobs;

/// <summary>The user's own jobs at the server. That they are only the own ones is the server's doing: the tokens carry no other right.</summary>
internal sealed class JobCalls(RestCalls rest)
{
    /// <summary>Rows of a list at most.</summary>
    public const int RowsMax = 10_000;

    private const int PageRows = 500;
    private const int ShortMin = 4;
    private const string Held = "pending-held";

    /// <summary>The jobs, newest first.</summary>
    /// <param name="all">Also those that are no longer held.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<JobRow>> ListAsync(bool all, CancellationToken cancellationToken)
    {
        var rows = new List<JobRow>();
        var after = "";
        do
        {
            var page = await rest.CallAsync(HttpMethod.Get, $"jobs?limit={PageRows}{(all ? "" : $"&state={Held}")}{(after.Length > 0 ? $"&after={Uri.EscapeDataString(after)}" : "")}", null, cancellationToken);
            after = Read(page, rows);
        }
        while (after.Length > 0 && rows.Count < RowsMax);
        return rows;
    }

    /// <summary>The held job that a name from a list, or a whole id, means.</summary>
    public async Task<JobRow> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Length < ShortMin || !name.All(c => char.IsAsciiHexDigit(c) || c == '-'))
        {
            throw new DesktopException(ExitCode.Usage, $"'{PlainText(name)}' names no job. Give at least the last {ShortMin} characters of a job's id, as 'platen jobs' shows them.");
        }

        var found = (await ListAsync(all: false, cancellationToken)).Where(job => job.Id.EndsWith(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new DesktopException(ExitCode.Refused, $"No job of yours that is held ends with '{PlainText(name)}'. 'platen jobs' lists them."),
            _ => throw new DesktopException(ExitCode.Usage, $"Several of your jobs end with '{PlainText(name)}'. Give more of the id; 'platen jobs --json' shows all of it."),
        };
    }

    /// <summary>Asks the agent that holds a job to delete it.</summary>
    public Task DeleteAsync(JobRow job, CancellationToken cancellationToken) => rest.CallAsync(HttpMethod.Delete, $"jobs/{Uri.EscapeDataString(job.Id)}", null, cancellationToken);

    /// <summary>Asks the agent that holds a job to print it at a device of its branch.</summary>
    public Task ReleaseAsync(JobRow job, string device, CancellationToken cancellationToken) => rest.CallAsync(HttpMethod.Post, $"jobs/{Uri.EscapeDataString(job.Id)}/releases", new { device }, cancellationToken);

    private static string Read(JsonElement page, List<JobRow> rows)
    {
        try
        {
            rows.AddRange(page.GetProperty("items").EnumerateArray().Select(JobRow.Read));
            return page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString()! : "";
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DesktopException(ExitCode.Refused, $"The server's list of jobs is none that this program knows ({other.Message}). Is the program older than the server?", other);
        }
    }

    private static string PlainText(string name) => Output.PlainText.Of(name);
}
