using System.Net.Sockets;
using Npgsql;

namespace Platen.Store.Connections;

/// <summary>Whether a fault says that the database is away for now, rather than that something is wrong with what was asked.</summary>
internal static class TransientFault
{
    public static bool Is(Exception fault) => fault switch
    {
        PostgresException p => IsState(p.SqlState),
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether the server said that it rolled back. A server that is shutting down may say so after the commit record is on disk, so 57P and 08 prove nothing.</summary>
    public static bool IsRollback(Exception fault) =>
        fault is PostgresException p && !p.SqlState.StartsWith("57P", StringComparison.Ordinal) && !p.SqlState.StartsWith("08", StringComparison.Ordinal);

    // 08 connection, 57P01-57P05 shutdown and start-up, 53300 too many connections, 40001/40P01 lost a race, 55P03 lock not had, 25006 a standby
    private static bool IsState(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
        || state is "53300" or "40001" or "40P01" or "55P03" or "25006";
}
