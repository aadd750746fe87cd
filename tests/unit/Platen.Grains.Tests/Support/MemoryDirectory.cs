using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Platen.Domain.Directories;
using Platen.Domain.Ports;

namespace Platen.Grains.Tests.Support;

/// <summary>A directory in memory, as hostile as a test wants it.</summary>
internal sealed class MemoryDirectory : IDirectoryClient
{
    private int _second;

    public List<DirectoryEntry> People { get; } = [];

    public List<DirectoryEntry> Groups { get; } = [];

    public Dictionary<string, string> Passwords { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>Passwords of our account that were sent, with the host that they were sent to.</summary>
    public List<(string Host, string Password)> Sent { get; } = [];

    /// <summary>Logins that were asked.</summary>
    public int Logins { get; private set; }

    /// <summary>When it is set, a search waits for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public DirectoryEntry Person(string key, string login, string name = "Somebody", string mail = "")
    {
        var entry = Entry($"uid={login},ou=people,dc=test", ("entryUUID", key), ("uid", login), ("cn", name), ("mail", mail), ("modifyTimestamp", $"2026112112{_second / 60:00}{_second++ % 60:00}Z"));
        People.RemoveAll(person => person.Text("entryUUID", 100) == key);
        People.Add(entry);
        return entry;
    }

    public void Group(string key, string name, params string[] members)
    {
        Groups.RemoveAll(group => group.Text("entryUUID", 100) == key);
        Groups.Add(Entry(
            $"cn={name},ou=groups,dc=test",
            [("entryUUID", key), ("cn", name), ("modifyTimestamp", $"2026112112{_second / 60:00}{_second++ % 60:00}Z"), .. members.Select(member => ("member", member.StartsWith('@') ? $"cn={member[1..]},ou=groups,dc=test" : $"uid={member},ou=people,dc=test"))]));
    }

    public static DirectoryEntry Entry(string dn, params (string Name, string Value)[] values) => new()
    {
        Dn = dn,
        Values = [.. values.Where(value => value.Value.Length > 0).Select(value => new DirectoryValue(value.Name, [.. Encoding.UTF8.GetBytes(value.Value)]))],
    };

    public Task<string> MarkAsync(UserDirectory directory, string password, CancellationToken cancellationToken) => Task.FromResult("");

    public async IAsyncEnumerable<ImmutableArray<DirectoryEntry>> SearchAsync(UserDirectory directory, string password, DirectorySearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        Sent.Add((directory.Host, password));
        if (IsDown)
        {
            throw new DirectoryUnavailableException("The directory is down.");
        }

        var entries = search.Base == directory.GroupBase ? Groups : People;
        var since = search.Filter.Split("modifyTimestamp>=") is [_, var rest] ? rest.Split(')')[0] : "";
        foreach (var page in entries.Where(entry => string.CompareOrdinal(entry.Text("modifyTimestamp", 100), since) >= 0).Chunk(3))
        {
            yield return [.. page];
        }
    }

    public Task<DirectoryLoginCode> LogInAsync(UserDirectory directory, string password, string loginName, string key, string userPassword, CancellationToken cancellationToken)
    {
        Logins++;
        Sent.Add((directory.Host, password));
        return Task.FromResult(IsDown ? DirectoryLoginCode.Unavailable : Passwords.GetValueOrDefault(loginName) == userPassword ? DirectoryLoginCode.Ok : DirectoryLoginCode.Wrong);
    }
}
