package dev.switchback.engine.sql;

import java.util.List;

/** What a database knows of the objects that a statement names; asked only for the few statements whose words do not say it all. */
public interface DatabaseObjects {

    /** No database is there to ask. */
    DatabaseObjects UNKNOWN = new DatabaseObjects() {
        @Override
        public boolean isPartitioned(ObjectName relation) {
            return false;
        }

        @Override
        public List<String> procedures(ObjectName name) {
            return List.of();
        }
    };

    /** Whether a table or index is partitioned; without a schema in the name, in any schema. */
    boolean isPartitioned(ObjectName relation);

    /** The bodies of all procedures of a name. */
    List<String> procedures(ObjectName name);
}
