namespace Platen.Benchmarks.Load;

/// <summary>One client: sends one job at a time and waits for the server's answer. Not thread-safe.</summary>
internal interface IJobSender : IDisposable
{
    /// <summary>Sends one job.</summary>
    /// <exception cref="LoadException">The server refused it or broke off.</exception>
    void Send();
}
