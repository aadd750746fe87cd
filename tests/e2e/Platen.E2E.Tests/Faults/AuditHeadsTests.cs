using System.Text.RegularExpressions;
using Npgsql;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Faults;

/// <summary>
/// I7, LG03, with the real programs: the server signs the audit log's heads, an agent fetches and keeps them over its own link; then somebody with every right on the database changes it by hand, and <c>verify</c> names what was done,
/// without a server (<c>Platen.Silo verify-audit</c>) and with one.
/// </summary>
public sealed partial class AuditHeadsTests : IAsyncLifetime
{
    private const string Entries = "platen.audit_entries";
    private static readonly string[] Tables = ["audit_entries", "audit_heads", "audit_checkpoints", "audit_certificates"];

    // heads are signed each minute
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly PlatenSystem _system = new();
    private string _connection = "";
    private string _program = "";

    /// <summary>What is done to the chain <c>console</c>, and how it must be named: with the agent's file, and from the database alone.</summary>
    private static readonly (string What, string Sql, string Named, bool NamedAlone)[] Attacks =
    [
        ("an edit", $"UPDATE {Entries} SET actor = 'system' WHERE chain = 'console' AND position = 3", "Edited console 3", true),
        ("a deletion", $"DELETE FROM {Entries} WHERE chain = 'console' AND position = 3", "Deleted console 3", true),
        ("an exchange", $"UPDATE {Entries} a SET (actor, origin, action, subject, success, details, at) = (b.actor, b.origin, b.action, b.subject, b.success, b.details, b.at) FROM {Entries} b WHERE a.chain = 'console' AND b.chain = 'console' AND (a.position, b.position) IN ((2, 4), (4, 2))", "Reordered console 2", true),
        ("a truncation", $"DELETE FROM {Entries} WHERE chain = 'console' AND position > 3", "Truncated console 4", true),
        ("a truncation with head and checkpoints",
            $"DELETE FROM {Entries} WHERE chain = 'console' AND position > 3; UPDATE platen.audit_heads SET position = 3, hash = (SELECT hash FROM {Entries} WHERE chain = 'console' AND position = 3) WHERE chain = 'console'; DELETE FROM platen.audit_checkpoints WHERE chain = 'console'",
            "Truncated console 4", false),
        ("the whole log gone", "TRUNCATE platen.audit_entries, platen.audit_heads, platen.audit_checkpoints, platen.audit_certificates", "Truncated console 1", false),
    ];

    public async Task InitializeAsync()
    {
        await _system.InitializeAsync();
        _program = await _system.ProgramAsync(SystemPart.Server);
        _connection = await _system.SettingAsync(SystemPart.Server, "Platen__ConnectionString");
    }

    public Task DisposeAsync() => _system.DisposeAsync();

    // mutants: the agent keeps nothing; verify-audit does not read the file; heads are compared with nothing; the chain is not walked
    [Fact]
    public async Task Log_ChangedByHand_IsNamedByTheHeadsThatARealAgentKept()
    {
        // what the agent keeps is of this moment or later: five entries are signed for certain
        (await LongEnoughAsync()).ShouldBeTrue();
        await KeptAsync();
        await _system.KillServerAsync();
        await SqlAsync($"CREATE SCHEMA kept; {string.Join(';', Tables.Select(table => $"CREATE TABLE kept.{table} AS TABLE platen.{table}"))}");
        var (code, said) = await VerifyAsync(withHeads: true);
        code.ShouldBe(0, said);
        Heads().Match(said).Groups[1].Value.ShouldNotBe("0", said);

        foreach (var (what, sql, named, namedAlone) in Attacks)
        {
            await SqlAsync(sql);
            (code, said) = await VerifyAsync(withHeads: true);
            (code, said.Contains(named, StringComparison.Ordinal)).ShouldBe((1, true), $"{what}: {said}");
            (code, said) = await VerifyAsync(withHeads: false);
            (code == 1).ShouldBe(namedAlone, $"{what}, without what the agent keeps: {said}");
            await SqlAsync(string.Join(';', Tables.Select(table => $"TRUNCATE platen.{table}; INSERT INTO platen.{table} SELECT * FROM kept.{table}")));
        }

        (await VerifyAsync(withHeads: true)).Code.ShouldBe(0);

        // a cut that the database does not show any more: the server asks its agents
        await SqlAsync(Attacks[4].Sql);
        await _system.RestartAsync();
        await _system.Server.LogInAsync(_system.Administrator);
        var found = await Eventually.GetAsync("the verdict with the agent's head", async () =>
        {
            var state = await _system.Server.VerifyAuditAsync();
            return state.GetProperty("whole") is { ValueKind: System.Text.Json.JsonValueKind.False } ? state.GetProperty("breaks").ToString() : null;
        }, Patience, TimeSpan.FromSeconds(1));
        found.ShouldContain("console");
        found.ShouldContain("agent main/");
    }

    private async Task<bool> LongEnoughAsync() => (await _system.Server.SendAsync(HttpMethod.Get, "audit?limit=200")).GetProperty("items").GetArrayLength() >= 5;

    private string HeadsFile => Path.Combine(_system.Data, "agent", "audit-heads");

    // the newest signed head is at the agent: it has as many lines as there are heads, and none is written meanwhile
    private Task KeptAsync() => Eventually.TrueAsync("the agent to keep heads that the server has signed", async () =>
    {
        if (!File.Exists(HeadsFile) || new FileInfo(HeadsFile).Length == 0)
        {
            return false;
        }

        var (_, said) = await VerifyAsync(withHeads: true);
        return Heads().Match(said) is { Success: true } kept && kept.Groups[1].Value != "0";
    }, Patience, TimeSpan.FromSeconds(1));

    private async Task<(int Code, string Said)> VerifyAsync(bool withHeads)
    {
        string[] heads = withHeads ? ["--heads", HeadsFile, "--witness", "main/agent"] : [];
        var result = await Programs.RunAsync(
            _program, ["verify-audit", $"--Platen:DataDirectory={Path.Combine(_system.Data, "server")}", .. heads], environment: new Dictionary<string, string> { ["Platen__ConnectionString"] = _connection });
        return (result.ExitCode, result.Output);
    }

    private async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("(\\d+) heads of agents", RegexOptions.None, 1000)]
    private static partial Regex Heads();
}
