using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platen.Cluster.Tests.Processes;

/// <summary>Asks many users' grains again and again through one gateway, and keeps for each key the longest time between two answers.</summary>
internal sealed class KeyLoad : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, (long Last, TimeSpan Gap, int Answers)> _keys = new(StringComparer.Ordinal);
    private readonly List<Task> _loops = [];
    private long _reset = Stopwatch.GetTimestamp();

    private KeyLoad(HttpClient http) => _http = http;

    /// <summary>The longest time without an answer, by key.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Gaps => _keys.ToDictionary(key => key.Key, key => Longer(key.Value.Gap, Stopwatch.GetElapsedTime(key.Value.Last)));

    /// <summary>The time since the last <see cref="Reset"/>.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_reset);

    public int Answers => _keys.Values.Sum(key => key.Answers);

    /// <summary>Forgets the gaps so far: what counts begins now.</summary>
    public void Reset()
    {
        _reset = Stopwatch.GetTimestamp();
        foreach (var id in _keys.Keys)
        {
            _keys.AddOrUpdate(id, _ => default, (_, key) => key with { Gap = TimeSpan.Zero });
        }
    }

    /// <summary>Makes the users and begins to ask; no key need have answered when this returns.</summary>
    public static async Task<KeyLoad> StartAsync(HttpClient http, int keys)
    {
        var load = new KeyLoad(http);
        for (var i = 0; i < keys; i++)
        {
            var made = await http.PostAsJsonAsync("api/v1/users", new { loginName = $"load{Guid.NewGuid():N}"[..20], displayName = "Load", role = "user", password = "Correct-horse-7", passwordIsInitial = false });
            made.EnsureSuccessStatusCode();
            var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user").GetProperty("id").GetString()!;
            load._keys[id] = default;
        }

        foreach (var id in load._keys.Keys)
        {
            load._keys[id] = (Stopwatch.GetTimestamp(), TimeSpan.Zero, 0); // to make them all took a while
        }

        // each key has a caller of its own: one that hangs keeps no other one waiting
        load._loops.AddRange(load._keys.Keys.Select(load.AskAsync));
        return load;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task AskAsync(string id)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            try
            {
                using var answer = await _http.GetAsync($"api/v1/users/{id}", _stop.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    _keys.AddOrUpdate(id, _ => default, (_, key) => (Stopwatch.GetTimestamp(), Longer(key.Gap, Stopwatch.GetElapsedTime(key.Last)), key.Answers + 1));
                }
            }
            catch (HttpRequestException)
            {
                // the gap tells
            }
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
