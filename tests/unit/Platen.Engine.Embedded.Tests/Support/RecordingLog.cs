using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Platen.Engine.Embedded.Tests.Support;

/// <summary>Keeps what is logged.</summary>
public sealed class RecordingLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Exception)> _entries = new();

    public IReadOnlyCollection<(LogLevel Level, string Text, Exception? Exception)> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((logLevel, formatter(state, exception), exception));

    public void Dispose()
    {
        // holds nothing
    }
}
